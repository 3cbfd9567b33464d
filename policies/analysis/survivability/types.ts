import type { ServiceTier } from "../graph/types";
import type { FailureScenario, Outcome } from "../scenarios/types";

/** What a failure leaves of one tier: the worst of its outcomes. */
export interface Cell {
  readonly verdict: Outcome["verdict"];
  /** What is left, and the culprit when that is not enough: `web: 1 left, 2 needed`. */
  readonly text: string;
  /** The same without the culprit. */
  readonly brief: string;
  /** All that happened to the tier, worst first. */
  readonly outcomes: readonly Outcome[];
}

export interface SurvivabilityRow {
  readonly failure: FailureScenario;
  /** Whether the program is held to it; the loss of its only region is shown, and not judged. */
  readonly judged: boolean;
  readonly verdict: Outcome["verdict"];
  readonly cells: ReadonlyMap<ServiceTier, Cell>;
}

/** What every failure leaves of every tier. */
export interface Survivability {
  /** The tiers that the program has, in reading order. */
  readonly tiers: readonly ServiceTier[];
  readonly rows: readonly SurvivabilityRow[];
  /** Two failures at once: never judged. */
  readonly pairs: readonly SurvivabilityRow[];
}
