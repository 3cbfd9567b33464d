import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue as policies } from "../../../policies/catalogue";
import type { StackState } from "../../../rehearsal/recovery/stack-state";
import { repository } from "../../../rehearsal/cli/workspace";
import { catalogue as scenarios } from "../../../drill/scenarios/catalogue";
import { defaultTopology } from "../../../drill/site/topology";

/** Something a row can point to: a planned resource, a drill, a policy or a file. */
export interface Thing {
  readonly kind: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Names of the resources that a property is made from. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
}

/** What a stack consists of, as the engine keeps it after `pulumi up`. */
export function planned(state: StackState): readonly Thing[] {
  return state.resources.map(({ urn, type, inputs, dependencies, propertyDependencies }) => ({
    kind: shortKind(type),
    name: nameIn(urn),
    properties: { ...inputs, ...(dependencies && { dependencies: dependencies.map(nameIn) }) },
    sources: Object.fromEntries(
      Object.entries(propertyDependencies ?? {}).map(([key, urns]) => [key, (urns ?? []).map(nameIn)]),
    ),
  }));
}

/** `aws:autoscaling/group:Group` is `autoscaling.Group`, `kubernetes:apps/v1:Deployment` is `apps.Deployment`. */
function shortKind(type: string): string {
  const [, module = "", noun = type] = type.split(":");
  return `${module.split("/")[0] ?? ""}.${noun}`;
}

function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

const inRepository = (kind: string, name: string, properties: object): Thing => ({
  kind,
  name,
  properties: properties as Record<string, unknown>,
  sources: {},
});

/** What the repository has for every stack: drills with their site, and policies. */
export const ours: readonly Thing[] = [
  inRepository("drill", "topology", defaultTopology),
  ...scenarios.map((scenario) => inRepository("drill", scenario.name, scenario)),
  ...policies.map((rule) => inRepository("policy", rule.id, rule)),
];

/** A file of the repository, when it is there. */
export function file(path: string): readonly Thing[] {
  const whole = join(repository, path);
  return existsSync(whole) ? [inRepository("file", path, { text: readFileSync(whole, "utf8") })] : [];
}
