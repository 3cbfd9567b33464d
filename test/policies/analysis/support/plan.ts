/** Plans for the analysis: fixtures as rules use them, with Kubernetes resources on the provider of the fixture. */
import { Plan } from "../../../../policies/framework/planned";
import type { Analysis } from "../../../../policies/analysis/analyse";
import { analyse } from "../../../../policies/analysis/analyse";
import type { SurvivabilityRow } from "../../../../policies/analysis/survivability/types";
import type { ServiceTier } from "../../../../policies/analysis/graph/types";
import { planOf, type Fixture } from "../../support/fixture";

export const KUBERNETES_PROVIDER = "pulumi:providers:kubernetes";

/** A first preview of `fixtures`: ids, ARNs and addresses are unknown. */
export function previewOf(fixtures: readonly Fixture[]): Plan {
  const absent = { state: "absent", path: "region" } as const;
  return new Plan(
    planOf(fixtures).resources.map((resource) => {
      if (!resource.type.startsWith("kubernetes:")) return resource;
      // Without a cluster among the fixtures they were given a provider of AWS, which has nothing to do with them.
      const isIn = resource.provider?.urn.includes(KUBERNETES_PROVIDER) === true;
      return { ...resource, provider: isIn ? resource.provider : undefined, region: absent };
    }),
  );
}

export function analysisOf(fixtures: readonly Fixture[]): Analysis {
  return analyse(previewOf(fixtures));
}

/** One row of the table. */
export function rowOf({ survivability }: Analysis, label: string): SurvivabilityRow {
  const rows = [...survivability.rows, ...survivability.pairs];
  const row = rows.find(({ failure }) => failure.label === label);
  if (!row)
    throw new Error(`no failure ${label} among ${rows.map(({ failure }) => failure.label).join(", ")}`);
  return row;
}

/** The cells of one row by tier, as people read them. */
export function cellsOf(analysis: Analysis, label: string): Partial<Record<ServiceTier, string>> {
  return Object.fromEntries(
    [...rowOf(analysis, label).cells].map(([tier, { verdict, text }]) => [tier, `${verdict}: ${text}`]),
  );
}
