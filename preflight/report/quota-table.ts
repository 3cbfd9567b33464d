/** The quotas that a plan needs, as a table of a document: made from the plan, with nobody asked. */
import type { PulumiPlan } from "../../plan/plan";
import { quotaRequirements, type QuotaRequirement } from "../checks/quotas";

const header = ["Regions", "Quota", "Needed", "New account", "To ask for", "Code"];

/** A row for each quota and demand; regions that need the same share it. */
export function writeQuotaTable(plan: PulumiPlan): string {
  const requirements = quotaRequirements(plan);
  const byRow = new Map<string, readonly QuotaRequirement[]>();
  for (const requirement of requirements) {
    const key = `${requirement.quota.quotaCode} ${requirement.needed}`;
    byRow.set(key, [...(byRow.get(key) ?? []), requirement]);
  }
  const rows = [...byRow.values()].map((shared) => [
    shared.map(({ region }) => region).join(", "),
    ...cellsOf(shared[0] as QuotaRequirement),
  ]);
  return markdownTable([header, ...rows]);
}

function cellsOf(requirement: QuotaRequirement): readonly string[] {
  const { quota, needed } = requirement;
  const code = `\`${quota.serviceCode}\` \`${quota.quotaCode}\``;
  return [quota.name, needed, String(quota.defaultValue), toAskFor(requirement), code];
}

/** Of an account that holds nothing else. */
function toAskFor({ demand, quota }: QuotaRequirement): string {
  const wanted = Math.max(demand.atRest, demand.atMaximum, demand.duringRefresh);
  return wanted > quota.defaultValue ? `**${wanted}**` : "";
}

/** Laid out as prettier does, so that formatting the document changes nothing. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(3, ...rows.map((row) => (row[at] ?? "").length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

/**
 * Puts a text between the marks of a block in a document.
 * @throws {Error} when the document has no block of that name.
 */
export function replaceBlock(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from === -1 || to < from) throw new Error(`the document has no block between "${begin}" and "${end}"`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}
