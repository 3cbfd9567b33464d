import { Refused } from "../model/exit-code";
import type { Scenario } from "../model/scenario";
import { applicationScenarios } from "./application";
import { cacheScenarios } from "./cache";
import { databaseScenarios } from "./database";
import { regionScenarios } from "./region";

/** Every scenario, the mildest first. */
export const catalogue: readonly Scenario[] = [
  ...applicationScenarios,
  ...cacheScenarios,
  ...databaseScenarios,
  ...regionScenarios,
];

/**
 * The scenarios that a name means: one, a family such as `process_hang`, or `all`.
 * @throws {Refused} that lists the names when there is none.
 */
export function selectScenarios(name: string): readonly Scenario[] {
  if (name === "all") return catalogue;
  const chosen = catalogue.filter((scenario) => scenario.name === name || scenario.family === name);
  if (chosen.length > 0) return chosen;
  const families = [...new Set(catalogue.flatMap(({ family }) => family ?? []))];
  const known = ["all", ...families, ...catalogue.map((scenario) => scenario.name)];
  throw new Refused(`--scenario ${name} is unknown; known are ${known.join(", ")}`);
}
