/** How the application gets out: for each subnet that it runs in, where its default route leads. */
import {
  EGRESS_ONLY_GATEWAY,
  INTERNET_GATEWAY,
  isOneOf,
  NAT_GATEWAY,
  SUBNET,
  TRANSIT_GATEWAY,
} from "../../resources";
import { grouped } from "../graph/grouped";
import type { Edge, Graph, GraphNode } from "../graph/types";
import type { EgressPath } from "./types";

/** Gateways that lie in no zone. */
const ZONELESS = [...INTERNET_GATEWAY, ...EGRESS_ONLY_GATEWAY, ...TRANSIT_GATEWAY];

/** The egress routes of the subnets that the application runs in. */
export function egressOf(graph: Graph): readonly EgressPath[] {
  const routes = grouped(
    graph.edges.filter(({ kind }) => kind === "routesTo"),
    ({ from }) => from,
  );
  const homes = homesOf(graph);
  const subnets = [...new Set(homes.flat())].sort().flatMap((urn) => graph.nodes.get(urn) ?? []);
  const paths = new Map(
    subnets.map((subnet) => [subnet.urn, { subnet, route: routeOf(subnet, graph, routes) }]),
  );
  // What has no egress anywhere has none on purpose, and loses none with a zone.
  const leaves = (urn: string): boolean => paths.get(urn)?.route.kind !== "none";
  const wanted = new Set(homes.filter((home) => home.some(leaves)).flat());
  return [...paths.values()].filter(({ subnet }) => wanted.has(subnet.urn));
}

/** The subnets of each part of the application. */
function homesOf(graph: Graph): readonly (readonly string[])[] {
  const homes = graph.edges.filter(({ kind }) => kind === "runsIn");
  const byFrom = grouped(homes, ({ from }) => from);
  // Pods run in a cluster, which starts nodes in its own subnets where no node groups are attached to it.
  const within = (urn: string): readonly string[] => {
    const own = byFrom.get(urn) ?? [];
    return own.length === 0 || own.some(({ by }) => by !== urn) ? [urn] : own.map(({ to }) => to);
  };
  const isSubnet = (urn: string): boolean => isOneOf(SUBNET, graph.nodes.get(urn)?.type);
  const ofApp = grouped(
    homes.filter(({ from }) => graph.nodes.get(from)?.tier === "app"),
    ({ from }) => from,
  );
  return [...ofApp.values()].map((edges) => edges.flatMap(({ to }) => within(to)).filter(isSubnet));
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
  if (gateways.some(({ type }) => isOneOf(ZONELESS, type))) return { kind: "internet" };
  // A firewall's endpoints are made by the firewall, one in each of its zones: which of them it is, only AWS knows.
  return gateways.length > 0 ? { kind: "unseen" } : { kind: "none" };
}
