/** What the analysis takes the program for, as data that can be drawn: its parts, where they are, and what flows. */
import { grouped } from "../graph/grouped";
import type { Graph, GraphNode, ServiceTier } from "../graph/types";
import type { Model } from "../model/types";

export interface Topology {
  /** What has a tier, in the order of the plan. */
  readonly parts: readonly TopologyPart[];
  readonly flows: readonly TopologyFlow[];
}

export interface TopologyPart {
  readonly urn: string;
  readonly name: string;
  readonly type: string;
  readonly tier: ServiceTier;
  /** `global` for what belongs to no region. */
  readonly region: string;
  /** Sorted; empty for what has no zone, or where it is not known. */
  readonly zones: readonly string[];
  /** Whether it is in all of `zones`; false where it is in some of them, and not known in which. */
  readonly zonesAreExact: boolean;
  /** How many are sure to run, and of what; absent when that is not known before deployment. */
  readonly units?: number;
  readonly unit?: string;
}

/** Requests go from `from` to `to`; of a replication, data. */
export interface TopologyFlow {
  readonly kind: "traffic" | "replication";
  readonly from: string;
  readonly to: string;
}

export function topologyOf({ graph, regions }: Pick<Model, "graph" | "regions">): Topology {
  const parts = [...graph.nodes.values()].flatMap((node) =>
    node.tier === undefined ? [] : [partOf(node, node.tier)],
  );
  const known = new Set(parts.map(({ urn }) => urn));
  const replications = [...regions.values()]
    .flatMap(({ datasets }) => datasets)
    .flatMap(({ original, copies }) =>
      copies
        .filter(({ kind }) => kind === "async")
        .map(({ urn }): TopologyFlow => ({ kind: "replication", from: original.urn, to: urn })),
    );
  const flows = [...trafficOf(graph), ...replications].filter(
    ({ from, to }) => from !== to && known.has(from) && known.has(to),
  );
  const byEnds = new Map(flows.map((flow) => [`${flow.kind} ${flow.from} ${flow.to}`, flow]));
  return { parts, flows: [...byEnds.values()] };
}

function partOf(node: GraphNode, tier: ServiceTier): TopologyPart {
  const { urn, name, type, region, zones, capacity } = node;
  const counted = capacity?.units === undefined ? {} : { units: capacity.units, unit: capacity.unit };
  return { urn, name, type, tier, region, zones: zones.names, zonesAreExact: zones.exact, ...counted };
}

/** From what receives requests to what answers them; a target group between the two is left out. */
function trafficOf({ nodes, edges }: Graph): readonly TopologyFlow[] {
  const behind = grouped(
    edges.filter(({ kind }) => kind === "serves"),
    ({ to }) => to,
  );
  return edges
    .filter(({ kind }) => kind === "routesTo")
    .flatMap(({ from, to }) => {
      const answering = nodes.get(to)?.tier ? [to] : (behind.get(to) ?? []).map((edge) => edge.from);
      return answering.map((end): TopologyFlow => ({ kind: "traffic", from, to: end }));
    });
}
