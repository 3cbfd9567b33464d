import type { ServiceTier } from "../graph/types";

/** One part of a recovery. */
export interface Term {
  readonly name: string;
  /** Where the seconds come from, such as `10 s × 3`. */
  readonly detail?: string | undefined;
  readonly seconds: number;
  readonly basis: "planned" | "published" | "assumed";
  readonly source: string;
  /** The resource that sets it. */
  readonly urn?: string | undefined;
}

/** What a failure is predicted to cost one tier. */
export interface Prediction {
  readonly kind: "node" | "zone" | "region";
  readonly region: string;
  readonly label: string;
  readonly tier: ServiceTier;
  /** Seconds until the tier serves again: the sum of `terms`; undefined when something in it has no bound. */
  readonly recoveryTimeSeconds: number | undefined;
  /** In the order in which they pass. */
  readonly terms: readonly Term[];
  /** Seconds of writes that may be lost; undefined for what keeps nothing, or when no bound is published. */
  readonly recoveryPointSeconds: number | undefined;
  readonly lag: Term | undefined;
  /** What keeps the sum from being known, with what would bound it. */
  readonly unbounded: Unbounded | undefined;
  readonly objective: { readonly recoveryTimeSeconds: number; readonly recoveryPointSeconds: number };
  readonly verdict: "kept" | "broken" | "unknown";
  /** Whom to change. */
  readonly urn: string | undefined;
}

export interface Unbounded {
  readonly found: string;
  readonly fix: string;
  readonly urn: string | undefined;
  /** Whether it surely has no bound, or one that only the deployment will tell. */
  readonly sure: boolean;
}
