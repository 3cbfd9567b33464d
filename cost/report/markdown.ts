import type { CostReport } from "../monthly-cost";
import { costMatrix, difference, dollars, remarks, type CostRow } from "./matrix";

/**
 * The report as Markdown, for a comment or a document.
 * @param base what the same stack costs before the change: a column tells the difference.
 */
export function writeCostMarkdown(report: CostReport, base?: CostReport): string {
  const { regions, rows, totals } = costMatrix(report);
  const before = new Map<string, CostRow>(base ? costMatrix(base).rows.map((row) => [row.part, row]) : []);
  const gone = [...before.values()].filter(({ part }) => rows.every((row) => row.part !== part));
  const lineOf = (name: string, amounts: readonly number[], total: number, change: number) =>
    line([name, ...amounts.map(dollars), dollars(total), ...(base ? [difference(change)] : [])]);
  const change = report.monthlyUsd - (base?.monthlyUsd ?? 0);
  const table = [
    line(["a month at rest", ...regions, "all", ...(base ? ["difference"] : [])]),
    line(["---", ...regions.map(() => "---:"), "---:", ...(base ? ["---:"] : [])]),
    ...rows.map(({ part, monthlyUsd, total }) =>
      lineOf(part, monthlyUsd, total, total - (before.get(part)?.total ?? 0)),
    ),
    ...gone.map(({ part, total }) =>
      lineOf(
        part,
        regions.map(() => 0),
        0,
        -total,
      ),
    ),
    lineOf("**all**", totals, report.monthlyUsd, change),
  ];
  const said = remarks(report).map((remark) => `- ${remark}`);
  return [heading(report, base, change), "", ...table, "", ...said, ""].join("\n");
}

function heading(report: CostReport, base: CostReport | undefined, change: number): string {
  const sum = `**$${dollars(report.monthlyUsd)}** a month at rest`;
  if (!base) return `Cost: ${sum}.`;
  const changed = difference(change);
  return changed === "–" ? `Cost: ${sum}, as before.` : `Cost: ${sum}, ${changed} to the base.`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
