/** How the application gets out: for each subnet that it runs in, where its default route leads. */
import { INTERNET_GATEWAY, NAT_GATEWAY, SUBNET, isOneOf } from "../../resources";
import { grouped } from "../graph/grouped";
import type { Edge, Graph, GraphNode } from "../graph/types";
import type { EgressPath } from "./types";

/** The egress routes of the subnets that the application runs in. */
export function egressOf(graph: Graph): readonly EgressPath[] {
  const routes = grouped(
    graph.edges.filter(({ kind }) => kind === "routesTo"),
    ({ from }) => from,
  );
  return used(graph).map((subnet) => ({ subnet, route: routeOf(subnet, graph, routes) }));
}

function used(graph: Graph): readonly GraphNode[] {
  const homes = graph.edges.filter(({ kind }) => kind === "runsIn");
  const byFrom = grouped(homes, ({ from }) => from);
  // Pods run in a cluster, which starts nodes in its own subnets where no node groups are attached to it.
  const within = (urn: string): readonly string[] => {
    const own = byFrom.get(urn) ?? [];
    return own.length === 0 || own.some(({ by }) => by !== urn) ? [urn] : own.map(({ to }) => to);
  };
  const urns = homes
    .filter(({ from }) => graph.nodes.get(from)?.tier === "app")
    .flatMap(({ to }) => within(to));
  return [...new Set(urns)].sort().flatMap((urn) => {
    const node = graph.nodes.get(urn);
    return node && isOneOf(SUBNET, node.type) ? [node] : [];
  });
}

function routeOf(
  subnet: GraphNode,
  graph: Graph,
  routes: ReadonlyMap<string, readonly Edge[]>,
): EgressPath["route"] {
  const [table] = routes.get(subnet.urn) ?? [];
  // Without a table of its own, a subnet uses the main one of its VPC, which the plan does not show.
  if (!table) return { kind: "unseen" };
  const gateways = (routes.get(table.to) ?? []).flatMap(({ to }) => graph.nodes.get(to) ?? []);
  const nat = gateways.find(({ type }) => isOneOf(NAT_GATEWAY, type));
  if (nat) return { kind: "nat", gateway: nat };
  return gateways.some(({ type }) => isOneOf(INTERNET_GATEWAY, type))
    ? { kind: "internet" }
    : { kind: "none" };
}
