import type { Audit, Trial, DrillVerdict } from "../model/report";

/** The budgets that one trial is held to. */
export interface TrialLimits {
  readonly outageMs: number;
  readonly lostWrites: number;
  readonly failedRequests?: number;
  readonly impairedMs?: number;
  /** The lost region may serve nothing from its return until the failback. @default false */
  readonly fencesLostRegion?: boolean;
  /** Redundancy is not waited for. @default it must come back by itself */
  readonly redundancy?: "by-hand";
}

type Judged = Pick<Trial, "outageMs" | "impairedMs" | "requests" | "auditAfterHeal"> & {
  readonly auditDuringFault?: readonly Audit[] | undefined;
  readonly redundancyMs?: number | undefined;
};

/**
 * Why a trial misses its budgets: each reason names the budget, what was found and what was allowed. None means
 * that it passed. Records that are gone during the fault but back after the heal are not lost.
 */
export function missedBudgets(limits: TrialLimits, trial: Judged): string[] {
  const reasons: string[] = [];
  if (trial.outageMs > limits.outageMs) {
    reasons.push(`recovery time: ${seconds(trial.outageMs)} s of ${seconds(limits.outageMs)} s`);
  }
  if (limits.impairedMs !== undefined && trial.impairedMs > limits.impairedMs) {
    reasons.push(
      `slow or failed requests: for ${seconds(trial.impairedMs)} s of ${seconds(limits.impairedMs)} s`,
    );
  }
  for (const { store, lost, acknowledged } of trial.auditAfterHeal) {
    if (lost <= limits.lostWrites) continue;
    reasons.push(
      `recovery point: ${lost} of ${acknowledged} acknowledged ${store} writes lost, ${limits.lostWrites} allowed`,
    );
  }
  const { failedJudged, servedByLostRegion = 0 } = trial.requests;
  if (servedByLostRegion > 0) {
    reasons.push(
      `fence: ${servedByLostRegion} requests were served by the lost region after its return, 0 allowed`,
    );
  }
  if (limits.failedRequests !== undefined && failedJudged > limits.failedRequests) {
    reasons.push(`failed requests: ${failedJudged} of ${limits.failedRequests}`);
  }
  if (trial.redundancyMs === undefined && limits.redundancy !== "by-hand")
    reasons.push("redundancy: did not come back after the fault was undone");
  return reasons;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

/** The verdict on several: the worst there is. */
export function worst(verdicts: readonly DrillVerdict[]): DrillVerdict {
  const order: readonly DrillVerdict[] = ["aborted", "missed", "not-run", "dry-run", "passed"];
  return order.find((verdict) => verdicts.includes(verdict)) ?? "not-run";
}
