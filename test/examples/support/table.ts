import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../../rehearsal/cli/workspace";

/** One capability of a seed, and the property that provides it. */
export interface Row {
  /** What the seed's document says. */
  readonly capability: string;
  /** The stack of the example that shows it. */
  readonly stack: string;
  /** Kind of the resource, such as `autoscaling.Group`. */
  readonly kind: string;
  /** Its logical name; `*` stands for any text. Every resource it fits has to be as the row says. */
  readonly name: string;
  /** Such as `healthCheck.interval` or `rules[0].priority`. */
  readonly property: string;
  readonly expectation: string;
}

const columns = ["Capability", "Stack", "Resource", "Property", "Is"] as const;

/**
 * The rows of an example's README: of every table that has the columns Capability, Stack, Resource, Property and Is.
 * @throws {Error} for a row with a cell missing, naming it.
 */
export function readRows(example: string): readonly Row[] {
  const lines = readFileSync(join(repository, "examples", example, "README.md"), "utf8").split("\n");
  let places: readonly number[] | undefined;
  const rows: Row[] = [];
  for (const line of lines) {
    if (!line.startsWith("|")) {
      places = undefined;
      continue;
    }
    const cells = cellsOf(line);
    if (places === undefined) {
      const found = columns.map((column) => cells.indexOf(column));
      places = found.includes(-1) ? [] : found;
    } else if (places.length > 0 && !/^[\s|:-]+$/.test(line)) {
      rows.push(rowOf(places.map((at) => cells[at] ?? "")));
    }
  }
  return rows;
}

function rowOf(cells: readonly string[]): Row {
  const [capability = "", stack = "", resource = "", property = "", expectation = ""] = cells;
  const [kind = "", name = ""] = resource.split(" ");
  if ([capability, stack, kind, name, property, expectation].includes("")) {
    throw new Error(
      `the row "${cells.join(" | ")}" lacks a cell; write capability, stack, kind and name, property, value`,
    );
  }
  return { capability, stack, kind, name, property, expectation };
}

/** The texts between the bars, without the marks of code; `\|` is a bar within a text. */
function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, line.trimEnd().endsWith("|") ? line.trimEnd().length - 1 : undefined)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll("\\|", "|").trim().replaceAll("`", ""));
}
