/** The report as data. Holds names, numbers and sentences of the analysis; never a property of the program. */
import type { Analysis } from "../analyse";
import type { ServiceTier, Unjudged } from "../graph/types";
import type { Prediction } from "../prediction/types";
import type { Outcome } from "../scenarios/types";
import type { SurvivabilityRow } from "../survivability/types";
import { topologyOf, type Topology } from "./topology";

export interface SurvivabilityReport {
  /** Raised when a field changes its meaning or goes away. */
  readonly version: 2;
  /** Whether the program promises to outlive a region, and is held to it. */
  readonly claimsRegions: boolean;
  readonly activeRegions: readonly string[];
  /** The tiers that the program has, in reading order. */
  readonly tiers: readonly ServiceTier[];
  readonly failures: readonly ReportRow[];
  /** Two failures at once; never judged. */
  readonly pairs: readonly ReportRow[];
  readonly predictions: readonly ReportPrediction[];
  /** What may serve or keep data, and was not looked into. */
  readonly notJudged: readonly Unjudged[];
  readonly topology: Topology;
}

export interface ReportRow {
  readonly failure: string;
  readonly kind: "node" | "drain" | "zone" | "region" | "pair";
  readonly region: string;
  /** Regions and zones that are gone as a whole; both empty where only a part of one is. */
  readonly gone: { readonly regions: readonly string[]; readonly zones: readonly string[] };
  readonly judged: boolean;
  readonly verdict: "survives" | "lost" | "unknown";
  /** By tier; a tier that the failure does not touch is left out. */
  readonly cells: Readonly<Record<string, ReportCell>>;
}

export interface ReportCell {
  readonly verdict: "survives" | "lost" | "unknown";
  readonly text: string;
  readonly outcomes: readonly Pick<
    Outcome,
    "name" | "urn" | "verdict" | "left" | "needed" | "unit" | "because" | "fix" | "data"
  >[];
}

export type ReportPrediction = Omit<Prediction, "urn">;

/** The report as data, ready for `JSON.stringify`. */
export function toJson({ model, claimsRegions, survivability, predictions }: Analysis): SurvivabilityReport {
  return {
    version: 2,
    claimsRegions,
    activeRegions: model.active,
    tiers: survivability.tiers,
    failures: survivability.rows.map(rowOf),
    pairs: survivability.pairs.map(rowOf),
    notJudged: model.graph.unjudged,
    topology: topologyOf(model),
    predictions: predictions.map(({ kind, region, label, tier, ...rest }) => {
      const { recoveryTimeSeconds, recoveryPointSeconds, terms, lag, unbounded, objective, verdict } = rest;
      const sums = { recoveryTimeSeconds, recoveryPointSeconds, terms, lag, unbounded };
      return { kind, region, label, tier, ...sums, objective, verdict };
    }),
  };
}

function rowOf({ failure, judged, verdict, cells }: SurvivabilityRow): ReportRow {
  return {
    failure: failure.label,
    kind: failure.kind,
    region: failure.region,
    gone: { regions: [...failure.dead.regions], zones: [...failure.dead.zones] },
    judged,
    verdict,
    cells: Object.fromEntries(
      [...cells].map(([tier, cell]) => [
        tier,
        { verdict: cell.verdict, text: cell.text, outcomes: cell.outcomes.map(outcomeOf) },
      ]),
    ),
  };
}

/** Infinity is no JSON: what has no upper bound has no `left`. */
function outcomeOf({
  name,
  urn,
  verdict,
  left,
  needed,
  unit,
  because,
  fix,
  data,
}: Outcome): ReportCell["outcomes"][number] {
  const counted = left && Number.isFinite(left.max) ? { left } : {};
  return {
    name,
    urn,
    verdict,
    ...counted,
    ...(needed !== undefined && { needed }),
    ...(unit !== undefined && { unit }),
    because,
    fix,
    ...(data && { data }),
  };
}
