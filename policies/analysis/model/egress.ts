/** How the application gets out: for each subnet that it runs in, where its default route leads. */
import { grouped } from "../graph/grouped";
import type { Edge, Graph, Node } from "../graph/types";
import type { EgressPath } from "./types";

const SUBNET = /^aws:ec2\/(subnet|defaultSubnet):/;
const NAT = "aws:ec2/natGateway:NatGateway";
const INTERNET = "aws:ec2/internetGateway:InternetGateway";

/** The ways out of the subnets that the application runs in. */
export function egressOf(graph: Graph): readonly EgressPath[] {
  const routes = grouped(
    graph.edges.filter(({ kind }) => kind === "routesTo"),
    ({ from }) => from,
  );
  return used(graph).map((subnet) => ({ subnet, way: wayOf(subnet, graph, routes) }));
}

function used(graph: Graph): readonly Node[] {
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
    return node && SUBNET.test(node.type) ? [node] : [];
  });
}

function wayOf(subnet: Node, graph: Graph, routes: ReadonlyMap<string, readonly Edge[]>): EgressPath["way"] {
  const [table] = routes.get(subnet.urn) ?? [];
  // Without a table of its own, a subnet uses the main one of its VPC, which the plan does not show.
  if (!table) return { kind: "unseen" };
  const gateways = (routes.get(table.to) ?? []).flatMap(({ to }) => graph.nodes.get(to) ?? []);
  const nat = gateways.find(({ type }) => type === NAT);
  if (nat) return { kind: "nat", gateway: nat };
  return gateways.some(({ type }) => type === INTERNET) ? { kind: "internet" } : { kind: "none" };
}
