/** A cost report by part and region: the same figures under every writer. */
import type { CostReport } from "../monthly-cost";
import type { CostPart } from "../usage";

export interface CostMatrix {
  readonly regions: readonly string[];
  readonly rows: readonly CostRow[];
  /** Of each region. */
  readonly totals: readonly number[];
}

export interface CostRow {
  readonly part: CostPart;
  /** US dollars a month in each region. */
  readonly monthlyUsd: readonly number[];
  readonly total: number;
}

/** The dearest part first. */
export function costMatrix({ lines }: CostReport): CostMatrix {
  const regions = [...new Set(lines.map(({ region }) => region))].sort();
  const parts = [...new Set(lines.map(({ part }) => part))];
  const of = (part: CostPart | undefined, region: string | undefined) =>
    lines
      .filter((line) => (part ?? line.part) === line.part && (region ?? line.region) === line.region)
      .reduce((total, { monthlyUsd }) => total + monthlyUsd, 0);
  const rows = parts.map((part) => ({
    part,
    monthlyUsd: regions.map((region) => of(part, region)),
    total: of(part, undefined),
  }));
  return {
    regions,
    rows: rows.sort((one, other) => other.total - one.total),
    totals: regions.map((region) => of(undefined, region)),
  };
}

/** `1,234.50`; a dash where there is nothing. */
export function dollars(amount: number): string {
  if (amount === 0) return "–";
  return amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** With its sign; a dash where nothing changes by a cent. */
export function difference(amount: number): string {
  if (Math.abs(amount) < 0.005) return "–";
  return `${amount > 0 ? "+" : "−"}${dollars(Math.abs(amount))}`;
}

/** What the sum does not hold, and how sure it is: a sentence each. */
export function remarks(report: CostReport): readonly string[] {
  const estimated = report.lines.filter(({ evidence }) => evidence === "estimated");
  const share = estimated.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0) / (report.monthlyUsd || 1);
  const unpriced = report.unpriced.map(({ what, region }) =>
    region === undefined ? what : `${what} in ${region}`,
  );
  return [
    `List prices of ${report.asOf} in US dollars, on demand.`,
    ...(share > 0
      ? [`${Math.round(share * 100)} % of the sum rests on estimated prices (cost/prices).`]
      : []),
    ...report.idleCaches.map(
      ({ region, monthlyUsd }) =>
        `$${dollars(monthlyUsd)} of it is the cache in ${region}, which is empty until a failover and could be of a smaller node type until then (cache.standbyNodeType).`,
    ),
    ...(unpriced.length > 0 ? [`No price is listed for, so the sum lacks: ${unpriced.join(", ")}.`] : []),
    `Not counted: ${report.notCounted.join("; ")}.`,
  ];
}
