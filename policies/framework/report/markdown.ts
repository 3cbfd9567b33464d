import type { Finding, RunResults } from "../tally";
import { escapeMarkdown } from "./escape-markdown";
import { summary } from "./text";

/** How a finding is headed. */
const HEADS = { fail: "**Violated**", unknown: "Not known", exempt: "Exempt" } as const;

/** Characters of findings. A comment of GitHub holds 65,536, and shares them with the table of what survives. */
const ROOM = 40_000;

/** For a pull-request comment: the sum, then every finding that there is room for. */
export function toMarkdown(results: RunResults): string {
  const lines = results.findings.map(line);
  const fitting = lines.slice(0, countWithin(lines, ROOM));
  const left = lines.length - fitting.length;
  const rest = left === 0 ? "" : `${left} more findings are in policies.json.`;
  const gap = results.gap === undefined ? "" : `**${escapeMarkdown(results.gap)}**`;
  const sections = ["### Policies", `${summary(results)}.`, gap, fitting.join("\n"), rest];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function line({ kind, level, severity, message }: Finding): string {
  return `- ${HEADS[kind]} (${level}, ${severity}). ${escapeMarkdown(message)}`;
}

/** How many of the lines from the first on have room. */
function countWithin(lines: readonly string[], room: number): number {
  let taken = 0;
  const over = lines.findIndex((each) => (taken += each.length + 1) > room);
  return over === -1 ? lines.length : over;
}
