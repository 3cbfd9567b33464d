import { z } from "zod";

import type { Plan } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import type { PolicyVerdict } from "../../framework/verdict";
import { fail, pass, unknown } from "../../framework/verdict";
import { analyse } from "../analyse";
import { grouped } from "../graph/grouped";
import type { CrossRegionReference } from "../graph/types";
import type { Model } from "../model/types";
import { regions } from "../settings";

export const regionIndependence = stackRule({
  id: "region-independence",
  title: "Nothing in one region depends on a resource of another, replication excepted",
  group: "failover",
  severity: "high",
  level: "mandatory",
  types: [],
  rationale:
    "A region that reads a name, a key or an address of the lost one fails together with it, whatever its own capacity",
  link: "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/regional-services.html",
  remediation: "Give each region its own copy of what it needs, and let only replication cross regions",
  matches: { wellArchitected: ["REL10-BP01"] },
  settings: z.strictObject({ regions }),
  evaluate: (plan, settings) => {
    const { model, claimsRegions } = analyse(plan, settings);
    if (!claimsRegions) return pass;
    const dependent = model.graph.crossRegionReferences.filter(
      (reference) => !isReplicatedSecret(model, reference),
    );
    const verdicts = [...grouped(dependent, ({ from, toRegion }) => `${from} ${toRegion}`).values()].flatMap(
      (all) => verdictOf(plan, all),
    );
    const written = [
      ...grouped(writtenElsewhere(model), ({ from, region }) => `${from} ${region}`).values(),
    ].flatMap(writtenVerdict);
    const unplaced = model.unplaced.map(({ urn, name }) => unknown(`the region of ${name}`, { urn }));
    const all = [...verdicts, ...written, ...unplaced];
    return all.length > 0 ? all : pass;
  },
});

/** A secret that is replicated is read at home, by an ARN that differs only in its region. */
function isReplicatedSecret(model: Model, { to, fromRegion }: CrossRegionReference): boolean {
  const node = model.graph.nodes.get(to);
  return node?.tier === "secrets" && (node.facts.replicaRegions ?? []).includes(fromRegion);
}

type Written = Model["graph"]["writtenRegions"][number];

/** What is written out of regions that the program runs in: others are none of its business. */
function writtenElsewhere(model: Model): readonly Written[] {
  return model.graph.writtenRegions.filter(
    ({ region, service, fromRegion }) =>
      model.regions.has(region) &&
      !(service === "secretsmanager" && isReplicatedTo(model, region, fromRegion)),
  );
}

/** A secret that is written out may be one that is replicated: which one, only its name would tell. */
function isReplicatedTo(model: Model, region: string, to: string): boolean {
  return [...model.graph.nodes.values()].some(
    (node) =>
      node.tier === "secrets" && node.region === region && (node.facts.replicaRegions ?? []).includes(to),
  );
}

function writtenVerdict(all: readonly Written[]): readonly PolicyVerdict[] {
  const [first] = all;
  if (!first) return [];
  const { from, fromRegion, region } = first;
  const properties = [...new Set(all.map(({ property }) => property))].sort().join(", ");
  const services = [...new Set(all.map(({ service }) => service))].sort().join(", ");
  return [
    fail(
      `losing region ${region}: ${properties} in ${fromRegion} names ${services} of ${region}`,
      `name those of ${fromRegion} in ${properties}`,
      { urn: from },
    ),
  ];
}

function verdictOf(plan: Plan, references: readonly CrossRegionReference[]): readonly PolicyVerdict[] {
  const [first] = references;
  if (!first) return [];
  const { from, fromRegion, toRegion } = first;
  const properties = [...new Set(references.map(({ property }) => property))].sort().join(", ");
  const targets = [...new Set(references.map(({ to }) => plan.byUrn(to)?.name ?? to))].sort().join(", ");
  return [
    fail(
      `losing region ${toRegion}: ${properties} in ${fromRegion} is computed from ${targets} in ${toRegion}`,
      `compute ${properties} from a resource of ${fromRegion}`,
      { urn: from },
    ),
  ];
}
