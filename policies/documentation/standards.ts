/** The catalogue from the other end: which policies stand for an entry of a standard. */
import { entries } from "../catalogue";
import type { RuleInfo } from "../framework/rule";
import { STANDARDS, type Standard } from "../framework/standards";
import { table } from "./tables";

const HEAD = `# What the policies stand for

Written by \`documentation/write.ts\`. The best practices of AWS Well-Architected are those whose pages describe what a
policy demands. The requirements of NIST and CIS are those that AWS relates to the Security Hub controls which a policy
matches (_Related requirements_ of each control). A policy looks at a plan: passing it is evidence for an entry, and
never the whole of it. SARIF carries the same ids as taxonomies, and those of Well-Architected and CIS as tags.

<!-- prettier-ignore-start -->`;

export function standardsPage(): string {
  return `${[HEAD, ...STANDARDS.map(section), none()].join("\n\n")}\n\n<!-- prettier-ignore-end -->\n`;
}

function section({ name, version, link, entriesOf }: Standard): string {
  const rows = entriesOf(...entries.map(({ matches }) => matches)).map(({ id, title, link: page }) => [
    page === undefined ? id : `[${id}](${page})`,
    ...(title === undefined ? [] : [title]),
    names(entries.filter(({ matches }) => entriesOf(matches).some((entry) => entry.id === id))),
  ]);
  const head = rows.every(({ length }) => length === 3) ? ["id", "title", "policies"] : ["id", "policies"];
  return `## [${[name, version].filter(Boolean).join(" ")}](${link})\n\n${table(head, rows)}`;
}

function none(): string {
  const alone = entries.filter(({ matches }) =>
    STANDARDS.every(({ entriesOf }) => entriesOf(matches).length === 0),
  );
  return `## In none of them\n\n${names(alone)}`;
}

function names(policies: readonly RuleInfo[]): string {
  return policies.map(({ id }) => id).join(", ");
}
