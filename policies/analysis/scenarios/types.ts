import type { UnitRange } from "../arithmetic";
import type { ServiceTier } from "../graph/types";

export type FailureKind = "node" | "drain" | "zone" | "region" | "pair";

/** What is gone. */
export interface LostLocations {
  readonly regions: ReadonlySet<string>;
  readonly zones: ReadonlySet<string>;
}

/** One thing, or two, that break at once. */
export interface FailureScenario {
  readonly kind: FailureKind;
  /** The region that it happens in; of a pair, the one whose tiers are judged. */
  readonly region: string;
  /** What people read, such as `zone us-east-1b`. */
  readonly label: string;
  /** The same as an event: `losing zone us-east-1b`, `draining a node of us-east-1`. */
  readonly event: string;
  /** The failures that it is one of, such as `any zone of us-east-1`; itself, where there is no other. */
  readonly family: string;
  readonly dead: LostLocations;
}

/** What is left of data: written to two places at once, copied afterwards, restorable, or gone. */
export type DataClass = "sync" | "async" | "backup" | "none";

/** What a failure does to one service, dataset, name or secret. */
export interface Outcome {
  readonly tier: ServiceTier;
  /** The logical name of the culprit, or of what survived. */
  readonly name: string;
  readonly urn: string | undefined;
  readonly verdict: "survives" | "lost" | "unknown";
  /** Units that are left, and how many are needed; absent where nothing is counted. */
  readonly left?: UnitRange;
  readonly needed?: number;
  readonly unit?: string;
  /** What the table says of it, without its name: `4 left, 3 needed`. */
  readonly cell: string;
  /** The arithmetic or the reason, as a clause: `3 instances in 2 zones lose 2, and 1 is left of 2 needed`. */
  readonly because: string;
  /** The smallest change that would survive; empty when nothing is wrong. */
  readonly fix: string;
  /** Seconds until the load balancer sends nothing more to a dead unit; absent where none checks. */
  readonly detectionSeconds?: number;
  readonly data?: DataClass;
  /** How the data comes back: an id of the prediction's table of figures. */
  readonly takeover?: string;
}
