/** The graph as the scenarios need it: by region, what serves, what keeps data, and what clients are answered. */
import type { Graph, GraphNode, HealthCheckFacts, ServiceTier } from "../graph/types";

/** Nodes of one tier in one region that stand in for each other. */
export interface ServiceModel {
  readonly name: string;
  /** Whom to blame: a member, or the cluster that they belong to. */
  readonly urn: string;
  readonly tier: ServiceTier;
  readonly region: string;
  readonly members: readonly GraphNode[];
  /** Units that must be left; undefined when that is not known before deployment. */
  readonly needed: number | undefined;
  readonly unit: string;
  /** The slowest check of the target groups that it answers for, in seconds from death to removal. */
  readonly detectionSeconds: number | undefined;
}

export type CopyKind = "async" | "backup";

/** A copy of a dataset. */
export interface Copy {
  readonly urn: string;
  readonly name: string;
  readonly region: string;
  readonly kind: CopyKind;
  /** How it takes over: an id of the prediction's table of figures. */
  readonly takeover: string;
  /** Why it could not be used, with the smallest fix; undefined when nothing speaks against it. */
  readonly flaw: Flaw | undefined;
}

export interface Flaw {
  readonly found: string;
  readonly fix: string;
  readonly urn: string;
  /** What would have to be known to be sure of it; undefined when it is sure. */
  readonly doubt: string | undefined;
}

/** Data with one original. */
export interface Dataset {
  readonly name: string;
  readonly urn: string;
  readonly tier: ServiceTier;
  readonly region: string;
  readonly original: GraphNode;
  readonly copies: readonly Copy[];
  /** Buckets that are copied into it: what they hold is not lost with it. */
  readonly sources: readonly { readonly name: string; readonly region: string }[];
  /** Secrets that open it, with the regions in which each can be read. */
  readonly secrets: readonly SecretHolder[];
}

export interface SecretHolder {
  readonly urn: string;
  readonly name: string;
  readonly readableIn: readonly string[];
}

/** How one zone's part of the application gets out. */
export interface EgressPath {
  readonly subnet: GraphNode;
  readonly route:
    | { readonly kind: "internet" }
    | { readonly kind: "nat"; readonly gateway: GraphNode }
    | { readonly kind: "none" }
    | { readonly kind: "unseen" };
}

/** One whole region. */
export interface RegionModel {
  readonly name: string;
  /** Sorted. */
  readonly zones: readonly string[];
  readonly services: readonly ServiceModel[];
  readonly datasets: readonly Dataset[];
  readonly egress: readonly EgressPath[];
}

export interface DnsRecord {
  readonly node: GraphNode;
  /** Regions of the endpoints that it points to. */
  readonly regions: readonly string[];
  /** Regions of a distribution's origins, where nothing says which of them is asked. */
  readonly oneOf: readonly string[];
  /** The name that it is an alias of, when that is a name of this plan. */
  readonly next: string | undefined;
}

/** Everything that answers for one name. */
export interface DnsGroup {
  readonly id: string;
  readonly name: string;
  readonly records: readonly DnsRecord[];
}

export interface HealthCheck {
  readonly node: GraphNode;
  readonly facts: HealthCheckFacts;
  /** What it asks; of a calculated check, its children. */
  readonly targets: readonly GraphNode[];
  /** The name that it asks, where that is written out. */
  readonly name: string | undefined;
}

export interface Dns {
  readonly groups: ReadonlyMap<string, DnsGroup>;
  /** The groups that clients ask first; not those that only name one region for a health check. */
  readonly publicNames: readonly DnsGroup[];
  /** By URN. */
  readonly healthChecks: ReadonlyMap<string, HealthCheck>;
}

export interface Model {
  readonly graph: Graph;
  readonly regions: ReadonlyMap<string, RegionModel>;
  readonly dns: Dns;
  /** Regions that serve while nothing is broken. Sorted. */
  readonly active: readonly string[];
  /** What has a tier, and cannot be placed in any region. */
  readonly unplaced: readonly GraphNode[];
  /** Units of the application needed by all active regions together, by kind; undefined when one of them is unknown. */
  readonly demand: ReadonlyMap<string, number | undefined>;
  /** Secrets of one region that something in another reads, by the region that they are in. */
  readonly crossRegionSecrets: ReadonlyMap<string, readonly CrossRegionSecret[]>;
}

export interface CrossRegionSecret extends SecretHolder {
  /** The region that needs to read it. */
  readonly by: string;
}

/** What a demand or a capacity is counted by. */
export function kindOf({ tier, unit }: Pick<ServiceModel, "tier" | "unit">): string {
  return `${tier} ${unit}`;
}
