/** The parts of the README that the rules themselves say. */
import { z } from "zod";

import { entries } from "../catalogue";
import { exemptionSchema } from "../framework/exemptions";
import {
  GROUPS,
  type Group,
  type Matches,
  type PolicyRule,
  type RuleInfo,
  type RuleSettings,
} from "../framework/rule";
import { packSettings } from "../framework/settings";

const HEADINGS: Readonly<Record<Group, string>> = {
  replicas: "Replicas: enough of them",
  spread: "Spread: apart from each other",
  health: "Health: noticed in time",
  durability: "Durability: the data is still there",
  failover: "Failover: traffic goes where it is served",
  "failure-analysis": "Failure analysis: what is left when something is lost",
  security: "Security: what must hold in every region",
  operability: "Operability: people can act",
};

const CATALOGUES: Readonly<Record<keyof Matches, string>> = {
  wellArchitected: "Well-Architected",
  checkov: "Checkov",
  polaris: "Polaris",
  kubeScore: "kube-score",
  kyverno: "Kyverno",
  securityHub: "Security Hub",
  trustedAdvisor: "Trusted Advisor",
};

/** The sections between the README's markers, by name. */
export function sections(): Readonly<Record<string, string>> {
  return {
    settings: properties(packSettings),
    exemption: properties(exemptionSchema),
    catalogue: catalogueTables(),
  };
}

function catalogueTables(): string {
  return GROUPS.map((group) => {
    const rows = entries.filter((rule) => rule.group === group).map(catalogueRow);
    return [
      `### ${HEADINGS[group]}`,
      "",
      table(["policy", "demand", "level", "severity", "settings", "elsewhere"], rows),
    ].join("\n");
  }).join("\n\n");
}

function catalogueRow(rule: RuleInfo): readonly string[] {
  const settings = "settings" in rule ? defaults((rule as PolicyRule).settings) : [];
  return [
    `[${rule.id}](${rule.link})`,
    rule.title,
    rule.stacks === "lasting" ? `${rule.level}, in lasting stacks` : rule.level,
    rule.severity,
    settings.map((setting) => `\`${setting}\``).join(", "),
    elsewhere(rule.matches),
  ];
}

function elsewhere(matches: Matches): string {
  const found = (Object.keys(CATALOGUES) as (keyof Matches)[]).flatMap((name) => {
    const ids = matches[name] ?? [];
    return ids.length > 0 ? [`${CATALOGUES[name]} ${ids.join(", ")}`] : [];
  });
  return found.length > 0 ? found.join("; ") : "nowhere found";
}

interface Property {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
}

function propertiesOf(settings: RuleSettings): readonly (readonly [string, Property])[] {
  const { properties: found = {} } = z.toJSONSchema(settings, { io: "input" });
  return Object.entries(found as Readonly<Record<string, Property>>);
}

/** `minimum: 3`, or only the name of a setting without a default or with several parts. */
function defaults(settings: RuleSettings): readonly string[] {
  return propertiesOf(settings).map(([name, property]) =>
    typeof property.default === "object" || property.default === undefined
      ? name
      : `${name}: ${text(property.default)}`,
  );
}

function properties(settings: RuleSettings): string {
  const rows = propertiesOf(settings).map(([name, property]) => [
    `\`${name}\``,
    property.description ?? "",
    property.default === undefined ? "" : `\`${text(property.default)}\``,
  ]);
  return table(["property", "meaning", "default"], rows);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
