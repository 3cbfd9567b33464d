import { printable } from "../../framework/printable";
import type { Analysis } from "../analyse";
import type { ReportTable } from "./view";
import { tablesOf } from "./view";

/** Columns are never narrower than this, or than their longest part of a word. */
const NARROWEST = 9;
const GAP = "  ";

/** The report for a terminal, without the pairs, which are too many. @param width characters in a line. @default 120 */
export function toText(analysis: Analysis, width = 120): string {
  const parts = tablesOf(analysis, "brief")
    .filter(({ about }) => about !== "pairs")
    .map(printed)
    .map((table) => [table.title, "", ...grid(table, width), ...notes(table, width)].join("\n"));
  return `${parts.join("\n\n")}\n`;
}

/** Cells without anything that a terminal would obey. */
function printed(table: ReportTable): ReportTable {
  return {
    ...table,
    rows: table.rows.map((row) => row.map(printable)),
    notes: table.notes.map(printable),
  };
}

function grid({ head, rows }: ReportTable, width: number): readonly string[] {
  const widths = columnWidths([head, ...rows], width);
  const rule = widths.map((each) => "-".repeat(each)).join(GAP);
  return [...lines(head, widths), rule, ...rows.flatMap((row) => lines(row, widths))];
}

/** What each column needs at most; where that is too much, the widest give way first. */
function columnWidths(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ""));
  // The first column names the failure, and is read first: it stays whole.
  const minWidths = columns.map((cells, column) =>
    Math.max(NARROWEST, ...(column === 0 ? cells : cells.flatMap(parts)).map(({ length }) => length)),
  );
  const widths = columns.map((cells, column) =>
    Math.max(minWidths[column] ?? 0, ...cells.map(({ length }) => length)),
  );
  const room = width - GAP.length * (widths.length - 1);
  const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
  while (sum(widths) > room) {
    const shrinkable = widths.map((each, column) => (each > (minWidths[column] ?? each) ? each : 0));
    const widest = shrinkable.indexOf(Math.max(...shrinkable));
    if ((shrinkable[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** One row, wrapped at words. */
function lines(cells: readonly string[], widths: readonly number[]): readonly string[] {
  const wrapped = widths.map((width, column) => wrap(cells[column] ?? "", width));
  const height = Math.max(...wrapped.map((each) => each.length));
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, column) => (wrapped[column]?.[line] ?? "").padEnd(width))
      .join(GAP)
      .trimEnd(),
  );
}

function notes({ notes: all }: ReportTable, width: number): readonly string[] {
  const items = all.flatMap((note) =>
    wrap(note, width - 2).map((line, index) => `${index === 0 ? "- " : "  "}${line}`),
  );
  return items.length > 0 ? ["", ...items] : [];
}

/** Where a line may end: after a blank, or after the hyphen of a long name. */
function parts(text: string): readonly string[] {
  return text.match(/[^\s-]+-?|-/g) ?? [];
}

/** Splits at blanks, and at hyphens where there is no blank; a part longer than a line stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const found: string[] = [""];
  for (const word of text.split(" ")) {
    const last = found.at(-1) ?? "";
    const joined = last === "" ? word : `${last} ${word}`;
    if (joined.length <= width) found[found.length - 1] = joined;
    else if (word.length <= width) found.push(word);
    else {
      for (const part of parts(word)) {
        const end = found.at(-1) ?? "";
        if (end.endsWith("-") && end.length + part.length <= width) found[found.length - 1] = `${end}${part}`;
        else found.push(part);
      }
    }
  }
  return found.filter((line, index) => line !== "" || index > 0);
}
