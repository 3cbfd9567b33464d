/** Normalises a plan to the graph: describes each resource that matters, finds its references, and places it. */
import type { Plan, PlannedResource } from "../../framework/planned";
import { SECRET_VERSION, isOneOf, isUnjudged } from "../../resources";
import { logBuckets } from "../../rules/shared/log-buckets";
import { bucketFacts } from "./buckets";
import { compute } from "./compute";
import { data } from "./data";
import type { Describe, Description } from "./describe";
import { edgesOf } from "./edges";
import { workloads } from "./kubernetes";
import { clusterLoadBalancers } from "./cluster-load-balancers";
import { Placement } from "./placement";
import { Reader } from "./reader";
import { joinsRegions } from "./relations";
import { switching } from "./switching";
import { traffic } from "./traffic";
import type { CrossRegionReference, Graph, GraphNode } from "./types";
import { GLOBAL, UNKNOWN_REGION } from "./types";
import { writtenRegions } from "./written-regions";

/**
 * The graph of a plan. Holds for first previews, in which ids are unknown, and for programs of any shape: it reads
 * types, properties and what these were computed from; never names, parents or tags of this project.
 */
export function buildGraph(plan: Plan): Graph {
  const table: Readonly<Record<string, Describe>> = {
    ...compute,
    ...data,
    ...traffic,
    ...switching,
    ...workloads(plan),
    ...clusterLoadBalancers(plan),
  };
  const described = new Map<string, { readonly read: Reader; readonly says: Description }>();
  for (const resource of plan.resources) {
    const describe = table[resource.type];
    if (!describe) continue;
    const read = new Reader(resource, plan);
    described.set(resource.urn, { read, says: describe(read) });
  }
  const edges = edgesOf(plan);
  const places = new Placement(
    plan,
    edges,
    new Map([...described].map(([urn, { says }]) => [urn, says.zones])),
  );
  const logs = logBuckets(plan);
  // A load balancer that is another one's target gets its clients through it.
  const fronted = new Set(edges.filter(({ kind }) => kind === "serves").map(({ from }) => from));
  const buckets = bucketFacts(plan);

  const parents = new Set(plan.resources.flatMap(({ parent }) => parent?.urn ?? []));

  const nodes = new Map<string, GraphNode>();
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
    crossRegionReferences: crossRegionReferencesOf(plan, places),
    writtenRegions: plan.resources.flatMap((resource) => {
      const fromRegion = places.regionOf(resource);
      if (fromRegion === GLOBAL || fromRegion === UNKNOWN_REGION) return [];
      return writtenRegions(resource)
        .filter(({ region }) => region !== fromRegion)
        .map((written) => ({ ...written, from: resource.urn, fromRegion }));
    }),
    unjudged: plan.resources
      .filter((resource) => isUnjudged(resource, parents.has(resource.urn)))
      .map(({ urn, name, type }) => ({ urn, name, type })),
  };
}

/** Properties that make a resource of one region depend on one of another. */
function crossRegionReferencesOf(plan: Plan, places: Placement): readonly CrossRegionReference[] {
  return plan.resources.flatMap((resource) => {
    const fromRegion = places.regionOf(resource);
    if (fromRegion === GLOBAL || fromRegion === UNKNOWN_REGION) return [];
    return resource.inputs.keys().flatMap((property) =>
      joinsRegions(resource.type, property)
        ? []
        : resource.dependenciesOf(property).flatMap((source) => {
            const toRegion = places.regionOf(source);
            if (toRegion === fromRegion || toRegion === GLOBAL || toRegion === UNKNOWN_REGION) return [];
            return { from: resource.urn, fromRegion, to: secretOrResource(source), toRegion, property };
          }),
    );
  });
}

/** A secret's version stands for the secret. */
function secretOrResource(source: PlannedResource): string {
  const [secret] = isOneOf(SECRET_VERSION, source.type) ? source.dependenciesOf("secretId") : [];
  return secret?.urn ?? source.urn;
}
