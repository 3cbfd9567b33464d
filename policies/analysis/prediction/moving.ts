/** How long clients go on talking to a lost region: detection, DNS, and connections that outlive the answer. */
import type { GraphNode } from "../graph/types";
import { isRouted } from "../model/dns";
import type { DnsRecord, Model } from "../model/types";
import { ALIAS_TTL, SOURCES } from "./figures";
import { longestOf, termOf } from "./terms";
import type { Term, Unbounded } from "./types";

export interface Move {
  readonly terms: readonly Term[];
  readonly unbounded: Unbounded | undefined;
}

/** What it takes to move clients away from `region`; undefined when no record of the plan leads there. */
export function moveAway(model: Model, region: string): Move | undefined {
  const records = [...model.dns.groups.values()]
    .flatMap((group) => group.records)
    .filter(({ node, regions }) => isRouted(node) && regions.includes(region));
  if (records.length === 0) return undefined;
  const detections = records.map((record) => detectionOf(model, record, region));
  const unbounded = detections.find((each): each is Unbounded => "found" in each);
  const terms = detections.flatMap((each) => ("found" in each ? [] : [each]));
  return {
    terms: [
      ...longestOf(terms),
      ...longestOf(records.flatMap(propagation)),
      ...longestOf(keepAlives(model, region)),
    ],
    unbounded,
  };
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
