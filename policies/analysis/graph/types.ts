/**
 * The plan as data: what runs where, how much of it, and what it depends on. Everything after this file reads the graph
 * and nothing else, so that failures are judged the same for every program.
 */

import type { WrittenRegion } from "./written-regions";

/** What a node does for those who use the system; the columns of the survivability table, in reading order. */
export const TIERS = [
  "dns",
  "load-balancer",
  "app",
  "cache",
  "database",
  "object-store",
  "egress",
  "secrets",
] as const;

export type ServiceTier = (typeof TIERS)[number];

/** The region of services that have none, such as Route 53 and IAM. */
export const GLOBAL = "global";
/** The region of what cannot be placed: its provider says nothing that is known. */
export const UNKNOWN_REGION = "(unknown region)";

/** Where a node may be inside its region. `exact: false` means: in at most these, and it is unknown in which. */
export interface Zones {
  readonly exact: boolean;
  /** Sorted. */
  readonly names: readonly string[];
}

/** How units are placed over domains (zones, or hosts), and so how many of them one domain can take along. */
export type PlacementSpread =
  /** As evenly as whole units allow. */
  | { readonly kind: "balanced" }
  /** Nothing keeps them apart. */
  | { readonly kind: "together" }
  /** No domain holds over `maxSkew` units more than another; `minDomains` of them exist or nothing is scheduled. */
  | { readonly kind: "skew"; readonly maxSkew: number; readonly minDomains: number }
  /** Never two in one domain. */
  | { readonly kind: "one-each" }
  /** Kept by the service in more than one domain: the loss of one takes none. */
  | { readonly kind: "redundant" };

/** What a node can carry. */
export interface Capacity {
  /** How many units are sure to run; undefined when that is not known before deployment. */
  readonly units: number | undefined;
  /** What a unit is, such as `instance` or `pod`. */
  readonly unit: string;
  readonly overZones: PlacementSpread;
  readonly overHosts: PlacementSpread;
  /** Units that stay while the node is drained or rolled; undefined when nothing promises any. */
  readonly keptWhileDrained: number | undefined;
}

/** How fast something dead is noticed. */
export interface CheckTiming {
  /** Seconds from one check to the next. */
  readonly intervalSeconds: number;
  /** Failed checks in a row that count as dead. */
  readonly threshold: number;
}

export type TriState = "yes" | "no" | "unknown";

/** What a DNS record says. */
export interface DnsFacts {
  /** Lower case, without the final dot; undefined when only the deployment will tell. */
  readonly recordName: string | undefined;
  readonly recordType: string;
  /** `delivery` is no record but a distribution of CloudFront, which asks its origins. */
  readonly policy: "simple" | "failover" | "weighted" | "latency" | "other" | "delivery";
  /** Of a failover record. */
  readonly role: "PRIMARY" | "SECONDARY" | undefined;
  /** Of a distribution: whether another origin is asked when one fails. */
  readonly evaluateTargetHealth: TriState;
  readonly hasHealthCheck: boolean;
  /** Of a weighted record: a weight of 0 is given only when nothing else is left. */
  readonly weight: number | undefined;
  /** URN of the private zone that it is in; private names are asked inside networks only. */
  readonly privateZone: string | undefined;
  /** URN of the health check, where the plan has it. */
  readonly healthCheck: string | undefined;
  /** Seconds that resolvers keep the answer; undefined for an alias, which has that of its target. */
  readonly ttlSeconds: number | undefined;
  /** Targets that are written out, such as names and addresses. */
  readonly literals: readonly string[];
}

/** What a health check of Route 53 goes by. */
export interface HealthCheckFacts {
  readonly kind: "endpoint" | "calculated" | "alarm" | "routing-control";
  /** A disabled check counts as healthy. */
  readonly disabled: TriState;
  readonly inverted: TriState;
  /** Of a calculated check: how many of its children must be healthy; undefined for all. */
  readonly healthyChildren: number | undefined;
  /** Of one by an alarm: the region of the alarm, and what counts when CloudWatch has no data. */
  readonly alarmRegion: string | undefined;
  readonly insufficientData: string | undefined;
}

/** What a plan of ARC Region switch does when it activates a region, as far as that takes time. */
export interface SwitchPlanFacts {
  /** Types of the execution blocks, in the order of the stages; those of one stage run side by side. */
  readonly stages: readonly (readonly string[])[];
  /** Whether alarms start it. */
  readonly isTriggered: boolean;
}

/** What else the judgement needs of one kind of node. Unknown values are left out, and named in `unknowns`. */
export interface Facts {
  /** How a store of data takes over inside its region: an id of the prediction's table of figures. */
  readonly takeover?: string;
  /** Whether the service keeps backups of it. */
  readonly keepsBackups?: TriState;
  readonly versioned?: TriState;
  /** Of a cluster in a global database: whether it takes writes. */
  readonly writes?: boolean;
  /** Regions in which the service itself keeps a copy. */
  readonly replicaRegions?: readonly string[];
  /** Whether copies in other regions are made under a time limit that AWS vouches for (S3 Replication Time Control). */
  readonly timedReplication?: TriState;
  /** Why a bucket's replication leaves objects out. */
  readonly replicationGap?: { readonly found: string; readonly fix: string };
  /** Checks of a target group or of Route 53; of an alarm, the datapoints that make it ring. */
  readonly check?: CheckTiming;
  readonly dns?: DnsFacts;
  readonly healthCheck?: HealthCheckFacts;
  /** Of an alarm: whether AWS measures what it watches, or somebody has to write it. */
  readonly rings?: "by-itself" | "by-hand";
  readonly switchPlan?: SwitchPlanFacts;
  /** The name that a health check of Route 53 asks. */
  readonly checkedName?: string;
  /** Seconds that a client may keep a connection to a load balancer; undefined where the kind sets no limit. */
  readonly clientKeepAliveSeconds?: number;
  /** Of a load balancer that clients do not reach, directly or through another one. */
  readonly internal?: boolean;
  /** The property that sets how many units are sure to run, where that is not the resource's own. */
  readonly countedBy?: string;
  /** Units that the program says it needs, by tag. */
  readonly neededUnits?: number;
  /** Machine size, for comparing regions. */
  readonly size?: string;
  /** A disruption budget blocks every drain of it. */
  readonly drainBlocked?: boolean;
  /** What tags and names claim about it. */
  readonly claimedRegion?: string;
  readonly claimedTier?: string;
}

/** One resource that matters to survival. */
export interface GraphNode {
  readonly urn: string;
  readonly name: string;
  readonly type: string;
  readonly tier: ServiceTier | undefined;
  readonly region: string;
  readonly zones: Zones;
  readonly capacity: Capacity | undefined;
  readonly facts: Facts;
  /** Properties that only the deployment will tell, and that the judgement needs. */
  readonly unknowns: readonly string[];
}

/**
 * - `runsIn`: from a node to the subnet, subnet group or cluster that holds it.
 * - `serves`: from what answers requests to the target group it answers for; from a secret to what it opens.
 * - `replicates`: from a copy to its original.
 * - `routesTo`: from what receives traffic to where it sends it.
 * - `encryptsWith`: from data to its key.
 * - `checks`: from a health check to what it asks; from a plan of Region switch to its alarms.
 */
export type EdgeKind = "runsIn" | "serves" | "replicates" | "routesTo" | "encryptsWith" | "checks";

export interface Edge {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  /** The resource that declares it: `from` itself, or an attachment between the two. */
  readonly by: string;
  /** Whether the program surely means this target; false when it is one of several candidates. */
  readonly exact: boolean;
}

/** A property of a resource in one region that is computed from a resource of another. */
export interface CrossRegionReference {
  readonly from: string;
  readonly fromRegion: string;
  readonly to: string;
  readonly toRegion: string;
  readonly property: string;
}

export interface Unjudged {
  readonly urn: string;
  readonly name: string;
  readonly type: string;
}

export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly Edge[];
  readonly crossRegionReferences: readonly CrossRegionReference[];
  /** Names of resources of another region that are written out. */
  readonly writtenRegions: readonly (WrittenRegion & {
    readonly from: string;
    readonly fromRegion: string;
  })[];
  /** Resources that may keep data or serve, and that this analysis does not look into. */
  readonly unjudged: readonly Unjudged[];
}
