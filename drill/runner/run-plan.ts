import type { Scenario } from "../model/scenario";

/** Which scenarios are run, how often, and against which budgets. */
export interface RunPlan {
  readonly scenarios: readonly Scenario[];
  readonly trials: number;
  readonly seed: number;
  readonly dryRun: boolean;
  /** Instead of every scenario's own. */
  readonly recoverySeconds?: number;
  /** Instead of every scenario's own. */
  readonly lostWrites?: number;
}
