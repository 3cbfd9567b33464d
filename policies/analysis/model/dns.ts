/** What clients are answered: records by name, and which of them are left when regions are gone. */
import { grouped } from "../graph/grouped";
import type { Graph, GraphNode } from "../graph/types";
import { GLOBAL } from "../graph/types";
import { healthChecksOf } from "./health-checks";
import type { Dns, DnsGroup, DnsRecord } from "./types";

/** The records of a graph by name and type. */
export function dnsOf(graph: Graph): Dns {
  const records = [...graph.nodes.values()].filter((node) => node.facts.dns !== undefined);
  const routes = grouped(
    graph.edges.filter(({ kind }) => kind === "routesTo"),
    ({ from }) => from,
  );
  const groups = new Map<string, DnsGroup>();
  for (const [id, nodes] of grouped(records, groupId)) {
    const read = (node: GraphNode): DnsRecord => ({
      node,
      ...regionsBehind(
        node,
        (routes.get(node.urn) ?? []).flatMap(({ to }) => graph.nodes.get(to)?.region ?? []),
      ),
      next: nextOf(
        node,
        graph,
        (routes.get(node.urn) ?? []).map(({ to }) => to),
      ),
    });
    groups.set(id, {
      id,
      name: nodes[0]?.facts.dns?.recordName ?? nodes[0]?.name ?? id,
      records: nodes.map(read),
    });
  }
  // An alias of a name without records in the plan leads out of the plan.
  const known = new Map(
    [...groups].map(([id, group]) => [
      id,
      {
        ...group,
        records: group.records.map((record) => ({
          ...record,
          next: record.next !== undefined && groups.has(record.next) ? record.next : undefined,
        })),
      },
    ]),
  );
  const checked = new Set([...graph.nodes.values()].flatMap(({ facts }) => facts.checkedName ?? []));
  return { groups: known, publicNames: publicNamesOf(known, checked), healthChecks: healthChecksOf(graph) };
}

function regionsBehind(
  { facts: { dns } }: GraphNode,
  targets: readonly string[],
): Pick<DnsRecord, "regions" | "oneOf"> {
  const regions = [...new Set(targets)].filter((region) => region !== GLOBAL).sort();
  const unsaid = dns?.policy === "delivery" && dns.evaluateTargetHealth === "no" && regions.length > 1;
  return unsaid ? { regions: [], oneOf: regions } : { regions, oneOf: [] };
}

/** Whether Route 53 chooses among several records of that name. */
export function isRouted({ facts: { dns } }: GraphNode): boolean {
  return dns !== undefined && dns.policy !== "simple" && dns.policy !== "delivery";
}

function groupId(node: GraphNode): string {
  const { recordName, recordType = "A", privateZone } = node.facts.dns ?? {};
  return recordName === undefined ? node.urn : nameId(recordName, recordType, privateZone);
}

/**
 * Names of A and AAAA records are aliases of A and AAAA records; a CNAME leads to either. A private zone may give a name
 * that the public one has too.
 */
function nameId(name: string, type: string, privateZone?: string): string {
  return `${type === "AAAA" ? "AAAA" : "A"} ${name}${privateZone === undefined ? "" : ` in ${privateZone}`}`;
}

function nextOf(node: GraphNode, graph: Graph, targets: readonly string[]): string | undefined {
  const record = targets.map((urn) => graph.nodes.get(urn)).find((target) => target?.facts.dns);
  if (record) return groupId(record);
  const [literal] = targets.length === 0 ? (node.facts.dns?.literals ?? []) : [];
  return literal === undefined ? undefined : nameId(literal, node.facts.dns?.recordType ?? "A");
}

/**
 * The names that clients ask. Not among them: names that others are aliases of, and a region's own plain name,
 * which a health check asks, or whose region a routed name answers with too.
 */
function publicNamesOf(
  groups: ReadonlyMap<string, DnsGroup>,
  checked: ReadonlySet<string>,
): readonly DnsGroup[] {
  // What a private zone says plainly is for its own network.
  const all = [...groups.values()].filter(({ records }) =>
    records.some((record) => record.node.facts.dns?.privateZone === undefined || isRouted(record.node)),
  );
  const followed = new Set(all.flatMap(({ records }) => records.flatMap(({ next }) => next ?? [])));
  const isPlain = ({ records }: DnsGroup): boolean => records.every(({ node }) => !isRouted(node));
  const routed = all.filter((group) => !isPlain(group) || followed.has(group.id));
  const reached = new Set(routed.flatMap(({ records }) => records.flatMap(({ regions }) => regions)));
  const isOwnName = (group: DnsGroup): boolean =>
    routed.length > 0 &&
    isPlain(group) &&
    group.records.every(
      ({ regions, next }) => next === undefined && regions.every((region) => reached.has(region)),
    );
  return all.filter(
    (group) =>
      !followed.has(group.id) &&
      !isOwnName(group) &&
      !(routed.length > 0 && isPlain(group) && checked.has(group.name)),
  );
}
