/** Normalises a plan to the graph: describes each resource that matters, ties them, and places them. */
import type { Plan, PlannedResource } from "../../framework/planned";
import { logBuckets } from "../../rules/shared/log-buckets";
import { bucketFacts } from "./buckets";
import { compute } from "./compute";
import { data } from "./data";
import type { Describe, Description } from "./describe";
import { edgesOf } from "./edges";
import { workloads } from "./kubernetes";
import { clusterEntries } from "./ingress";
import { Places } from "./places";
import { Reader } from "./reader";
import { joinsRegions } from "./ties";
import { traffic } from "./traffic";
import type { Crossing, Graph, Node } from "./types";
import { GLOBAL, NOWHERE } from "./types";

/** Services that keep data or carry traffic, and that no table here describes: better named than passed over. */
const UNMODELLED =
  /^aws:(docdb|neptune|opensearch|elasticsearch|redshift|msk|mq|efs|fsx|dax|timestreaminfluxdb|dsql|lightsail|elasticbeanstalk|apprunner)\/\w*(cluster|domain|broker|fileSystem|instance|environment|service)\w*:/i;

/**
 * The graph of a plan. Holds for first previews, in which ids are unknown, and for programs of any shape: it reads
 * types, properties and what these were computed from; never names, parents or tags of this project.
 */
export function buildGraph(plan: Plan): Graph {
  const table: Readonly<Record<string, Describe>> = {
    ...compute,
    ...data,
    ...traffic,
    ...workloads(plan),
    ...clusterEntries(plan),
  };
  const described = new Map<string, { readonly read: Reader; readonly says: Description }>();
  for (const resource of plan.resources) {
    const describe = table[resource.type];
    if (!describe) continue;
    const read = new Reader(resource, plan);
    described.set(resource.urn, { read, says: describe(read) });
  }
  const edges = edgesOf(plan);
  const places = new Places(plan, edges, new Map([...described].map(([urn, { says }]) => [urn, says.zones])));
  const logs = logBuckets(plan);
  // A load balancer that is another one's target meets the world through it.
  const fronted = new Set(edges.filter(({ kind }) => kind === "serves").map(({ from }) => from));
  const buckets = bucketFacts(plan);

  const nodes = new Map<string, Node>();
  for (const [urn, { read, says }] of described) {
    const { name, type } = read.resource;
    const tier = logs.has(urn) ? undefined : says.tier;
    const zones = places.zonesOf(urn, says.capacity);
    nodes.set(urn, {
      urn,
      name,
      type,
      tier,
      region: places.regionOf(read.resource),
      zones,
      capacity:
        tier === "load-balancer" && says.capacity && zones.exact
          ? { ...says.capacity, units: zones.names.length, keptWhileDrained: zones.names.length }
          : says.capacity,
      facts: { ...says.facts, ...buckets.get(urn), ...(fronted.has(urn) && { internal: false }) },
      unknowns: read.unknowns,
    });
  }
  return {
    nodes,
    edges,
    crossings: crossingsOf(plan, places),
    unmodelled: plan.resources
      .filter(({ type }) => UNMODELLED.test(type))
      .map(({ urn, type }) => ({ urn, type })),
  };
}

/** Properties that make a resource of one region lean on one of another. */
function crossingsOf(plan: Plan, places: Places): readonly Crossing[] {
  return plan.resources.flatMap((resource) => {
    const fromRegion = places.regionOf(resource);
    if (fromRegion === GLOBAL || fromRegion === NOWHERE) return [];
    return resource.inputs.keys().flatMap((property) =>
      joinsRegions(resource.type, property)
        ? []
        : resource.dependenciesOf(property).flatMap((source) => {
            const toRegion = places.regionOf(source);
            if (toRegion === fromRegion || toRegion === GLOBAL || toRegion === NOWHERE) return [];
            return { from: resource.urn, fromRegion, to: leaned(source), toRegion, property };
          }),
    );
  });
}

/** A secret's version stands for the secret. */
function leaned(source: PlannedResource): string {
  const [secret] =
    source.type === "aws:secretsmanager/secretVersion:SecretVersion" ? source.dependenciesOf("secretId") : [];
  return secret?.urn ?? source.urn;
}
