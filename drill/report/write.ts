import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportSchema, type Report } from "../model/report";
import { toCsv } from "./csv";
import { toMarkdown } from "./markdown";

/** The folder of one run inside the report folder, for example `redis_kill-20260605T143000Z`. */
export function reportFolderName(scenario: string, at: Date): string {
  return `${scenario}-${at.toISOString().replace(/[-:]|\.\d+/g, "")}`;
}

/** Writes every form of a report; checks its shape first. */
export function writeReport(folder: string, report: Report): void {
  mkdirSync(folder, { recursive: true });
  const checked = reportSchema.parse(report);
  writeFileSync(join(folder, "report.json"), `${JSON.stringify(checked, null, 2)}\n`);
  writeFileSync(join(folder, "report.md"), toMarkdown(checked));
  writeFileSync(join(folder, "health-timeline.csv"), toCsv(checked));
}
