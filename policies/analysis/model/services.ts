/** Gathers nodes that stand in for each other: instances behind one target group, node groups of one cluster. */
import { NODE_GROUP, RDS_CLUSTER_INSTANCE, isOneOf } from "../../resources";
import { neededOf } from "../arithmetic";
import { grouped } from "../graph/grouped";
import type { Edge, Graph, GraphNode } from "../graph/types";
import type { ServiceModel } from "./types";

export interface ServiceOptions {
  /** The share of its sure units that a service needs, unless a tag says otherwise. */
  readonly neededShare: number;
}

/** Tiers that are judged by what is left of them; DNS and secrets are judged by what they answer. */
const COUNTED = new Set(["app", "cache", "database", "load-balancer"]);

/**
 * The services of a graph.
 * @param copies URNs of stores that only follow another: they serve after a failover, and are judged as copies.
 */
export function servicesOf(
  graph: Graph,
  copies: ReadonlySet<string>,
  options: ServiceOptions,
): readonly ServiceModel[] {
  const byFrom = grouped(graph.edges, ({ from }) => from);
  const byAttachment = grouped(graph.edges, ({ by }) => by);
  const members = [...graph.nodes.values()].filter(
    (node) => node.tier !== undefined && COUNTED.has(node.tier) && node.capacity !== undefined,
  );
  const pools = grouped(members, (node) =>
    poolOf(node, byFrom.get(node.urn) ?? [], byAttachment.get(node.urn) ?? []),
  );
  return [...pools].flatMap(([pool, nodes]) => {
    const [first] = nodes;
    if (first?.tier === undefined || first.capacity === undefined) return [];
    const owner = graph.nodes.get(pool);
    const blamed = owner?.tier === first.tier || (owner && nodes.length > 1) ? owner : first;
    if (copies.has(blamed.urn)) return [];
    return [
      {
        name: blamed.name,
        urn: blamed.tier === undefined ? first.urn : blamed.urn,
        tier: first.tier,
        region: first.region,
        members: nodes,
        needed: needed(nodes, options),
        unit: first.capacity.unit,
        detectionSeconds: detection(graph, nodes, byFrom),
      },
    ];
  });
}

/** What a node is pooled by: its first target group, its cluster, or itself. */
function poolOf(node: GraphNode, edges: readonly Edge[], attachments: readonly Edge[]): string {
  if (node.tier === "load-balancer") return node.urn;
  const serves = edges.filter(({ kind }) => kind === "serves").map(({ to }) => to);
  if (serves.length > 0) return serves.sort()[0] ?? node.urn;
  if (isOneOf(NODE_GROUP, node.type)) {
    return attachments.find(({ from, kind }) => kind === "runsIn" && from !== node.urn)?.from ?? node.urn;
  }
  if (isOneOf(RDS_CLUSTER_INSTANCE, node.type)) {
    return edges.find(({ kind }) => kind === "runsIn")?.to ?? node.urn;
  }
  return node.urn;
}

function needed(nodes: readonly GraphNode[], { neededShare }: ServiceOptions): number | undefined {
  const said = nodes.flatMap(({ facts }) => facts.neededUnits ?? []);
  if (said.length > 0) return Math.max(...said);
  // A database takes writes in one place: more instances make it safer, not bigger.
  if (nodes[0]?.tier === "database") return 1;
  const units = nodes.map(({ capacity }) => capacity?.units);
  if (units.includes(undefined)) return undefined;
  return neededOf(
    units.reduce<number>((sum, each) => sum + (each ?? 0), 0),
    neededShare,
  );
}

function detection(
  graph: Graph,
  nodes: readonly GraphNode[],
  byFrom: ReadonlyMap<string, readonly Edge[]>,
): number | undefined {
  const checks = nodes
    .flatMap(({ urn }) => byFrom.get(urn) ?? [])
    .filter(({ kind }) => kind === "serves")
    .flatMap(({ to }) => graph.nodes.get(to)?.facts.check ?? []);
  if (checks.length === 0) return undefined;
  return Math.max(...checks.map(({ intervalSeconds, threshold }) => intervalSeconds * threshold));
}
