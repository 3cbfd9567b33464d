/** How long clients go on talking to a lost region: detection, DNS, and connections that outlive the answer. */
import type { GraphNode, SwitchPlanFacts } from "../graph/types";
import { isRouted } from "../model/dns";
import type { DnsRecord, Model } from "../model/types";
import { ALIAS_TTL, SOURCES } from "./figures";
import { startsOf, type RecoveryStart } from "./switches";
import { longestOf, termOf } from "./terms";
import type { Term, Unbounded } from "./types";

export interface Move {
  /** Whether a person has to decide it: nothing that notices the loss moves clients by itself. */
  readonly byCommand: boolean;
  /** The plan of Region switch that moves them. */
  readonly plan: SwitchPlanFacts | undefined;
  /** Until it begins. */
  readonly begins: readonly Term[];
  /** From then on: until no client talks to the region any more. */
  readonly leaves: readonly Term[];
  readonly unbounded: Unbounded | undefined;
}

/** What it takes to move clients away from `region`; undefined when no record of the plan leads there. */
export function moveAway(model: Model, region: string): Move | undefined {
  const records = [...model.dns.groups.values()]
    .flatMap((group) => group.records)
    .filter(({ node, regions }) => isRouted(node) && regions.includes(region));
  if (records.length === 0) return undefined;
  const starts = records.map((record) => startOf(model, record, region));
  const known = starts.flatMap((each) => ("found" in each ? [] : [each]));
  return {
    byCommand: known.some(({ byCommand }) => byCommand),
    plan: known.find(({ plan }) => plan !== undefined)?.plan,
    begins: longestOf(known.flatMap(({ terms }) => terms)),
    leaves: [...longestOf(records.flatMap(propagation)), ...longestOf(keepAlives(model, region))],
    unbounded: starts.find((each): each is Unbounded => "found" in each),
  };
}

function startOf(model: Model, record: DnsRecord, region: string): RecoveryStart | Unbounded {
  const switched = startsOf(model, record.node.facts.dns?.healthCheck, region);
  if (switched) return switched;
  const detection = detectionOf(model, record, region);
  return "found" in detection ? detection : { byCommand: false, plan: undefined, terms: [detection] };
}

function detectionOf(model: Model, { node }: DnsRecord, region: string): Term | Unbounded {
  const { dns } = node.facts;
  if (dns?.hasHealthCheck !== true && dns?.evaluateTargetHealth === "yes") {
    return {
      found: `how soon Route 53 sees by the health of its target that ${node.name} is lost`,
      fix: "",
      urn: node.urn,
      sure: false,
    };
  }
  if (dns?.hasHealthCheck !== true) {
    return {
      found: `nothing bounds how long Route 53 goes on answering with ${region}, because ${node.name} has no health check`,
      fix: `set healthCheckId of ${node.name}`,
      urn: node.urn,
      sure: true,
    };
  }
  const check =
    dns.healthCheck === undefined ? undefined : model.graph.nodes.get(dns.healthCheck)?.facts.check;
  if (!check) {
    return {
      found: `interval and threshold of the health check of ${node.name}`,
      fix: "",
      urn: node.urn,
      sure: false,
    };
  }
  const { intervalSeconds, threshold } = check;
  return {
    name: "detection by Route 53",
    detail: `${intervalSeconds} s × ${threshold}`,
    seconds: intervalSeconds * threshold,
    basis: "planned",
    source: SOURCES.dnsCheck,
    urn: dns.healthCheck,
  };
}

function propagation({ node }: DnsRecord): readonly Term[] {
  const { ttlSeconds } = node.facts.dns ?? {};
  if (ttlSeconds === undefined) {
    return [termOf(ALIAS_TTL)];
  }
  return [
    {
      name: `DNS answer of ${node.name}`,
      detail: "ttl",
      seconds: ttlSeconds,
      basis: "planned",
      source: SOURCES.recordTtl,
      urn: node.urn,
    },
  ];
}

function keepAlives(model: Model, region: string): readonly Term[] {
  const loadBalancers = (model.regions.get(region)?.services ?? [])
    .flatMap(({ members }): readonly GraphNode[] => members)
    .filter(({ tier, facts }) => tier === "load-balancer" && facts.internal !== true);
  return loadBalancers.flatMap(({ urn, name, facts: { clientKeepAliveSeconds } }) =>
    clientKeepAliveSeconds === undefined
      ? []
      : [
          {
            name: `clientKeepAlive of ${name}`,
            seconds: clientKeepAliveSeconds,
            basis: "planned" as const,
            source: SOURCES.clientKeepAlive,
            urn,
          },
        ],
  );
}
