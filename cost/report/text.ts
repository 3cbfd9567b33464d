import type { CostReport } from "../monthly-cost";
import { costMatrix, dollars, remarks } from "./matrix";

/** The report as lines for a terminal. */
export function writeCostText(report: CostReport): readonly string[] {
  const { regions, rows, totals } = costMatrix(report);
  const table = [
    ["", ...regions, "all"],
    ...rows.map(({ part, monthlyUsd, total }) => [part, ...[...monthlyUsd, total].map(dollars)]),
    ["all", ...[...totals, report.monthlyUsd].map(dollars)],
  ];
  const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((row) => (row[at] ?? "").length)));
  const lines = table.map((row) => {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    return `  ${cells.join("  ")}`;
  });
  return ["Monthly cost at rest, in US dollars", ...lines, ...remarks(report).map((remark) => `  ${remark}`)];
}
