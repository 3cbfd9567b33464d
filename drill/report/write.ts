import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { drillReportSchema, type DrillReport } from "../model/report";
import { toCsv } from "./csv";
import { recordHistory, type Comparison } from "./history";
import { toHtml } from "./html";
import { toJunit } from "./junit";
import { toMarkdown } from "./markdown";

/** The folder of one run inside the report folder, for example `redis_kill-20260605T143000Z`. */
export function reportFolderName(scenario: string, at: Date): string {
  return `${scenario}-${at.toISOString().replace(/[-:]|\.\d+/g, "")}`;
}

/**
 * Writes every form of a report into the run's folder, and a line into the history beside it.
 * @returns how the run compares with earlier ones.
 */
export function writeReport(
  folder: string,
  report: DrillReport,
  options: { junit: boolean },
): readonly Comparison[] {
  const checked = drillReportSchema.parse(report);
  const comparisons = recordHistory(dirname(folder), checked);
  writeFileSync(join(folder, "report.json"), `${JSON.stringify(checked, null, 2)}\n`);
  writeFileSync(join(folder, "report.md"), toMarkdown(checked, comparisons));
  writeFileSync(join(folder, "report.html"), toHtml(checked, comparisons));
  writeFileSync(join(folder, "health-timeline.csv"), toCsv(checked));
  if (options.junit) writeFileSync(join(folder, "junit.xml"), toJunit(checked));
  return comparisons;
}
