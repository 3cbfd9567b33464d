import { escapeMarkdown } from "../../framework/report/escape-markdown";
import type { Analysis } from "../analyse";
import type { ReportTable } from "./view";
import { tablesOf } from "./view";

/** The report for a pull-request comment. */
export function toMarkdown(analysis: Analysis): string {
  return `${tablesOf(analysis, "culprits").map(section).join("\n\n")}\n`;
}

function section({ about, title, head, rows, notes }: ReportTable): string {
  const folded = about === "pairs";
  return [
    folded ? `<details><summary>${title}</summary>` : `### ${title}`,
    "",
    row(head),
    row(head.map(() => "---")),
    ...rows.map(row),
    ...(notes.length > 0 ? ["", ...notes.map((note) => `- ${escapeMarkdown(note)}`)] : []),
    ...(folded ? ["", "</details>"] : []),
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(" | ")} |`;
}

/** What is lost must be seen at a glance. */
function cell(text: string): string {
  const marked = /^(LOST|LATE)\b/.exec(text);
  return marked ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text);
}
