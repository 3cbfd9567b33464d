import type { LedgerRecord } from "../clients/ledger";
import type { DrillEvent } from "../model/adapter";
import type { Audit, Trial } from "../model/report";
import { groupRecords } from "./groups";
import { hasFailed, longest, outagesOf, type IsBad } from "./outages";
import { phasesOf } from "./phases";
import { isSlow, timelineOf } from "./timeline";
import { missedBudgets, type TrialLimits } from "./verdict";

/** What was seen in one trial. Times come from `now()`. */
export interface TrialObservations {
  readonly records: readonly LedgerRecord[];
  readonly events: readonly DrillEvent[];
  /** The groups of clients that the budgets hold for. */
  readonly judged: readonly string[];
  /** The moment of the first fault. */
  readonly faultAt: number;
  readonly undoneAt: number;
  /** When redundancy was proven again; absent when it was not. */
  readonly redundantAt?: number | undefined;
  readonly auditDuringFault?: readonly Audit[] | undefined;
  readonly auditAfterHeal: readonly Audit[];
}

/** Failed, or answered too late to help. */
export const isImpaired: IsBad = (record) => hasFailed(record) || isSlow(record);

/** Turns what was seen into figures and holds them against the budgets. */
export function measureTrial(
  seen: TrialObservations,
  limits: TrialLimits,
): Omit<Trial, "trial" | "startedAt" | "broke"> {
  const { records, judged, faultAt } = seen;
  const groups = groupRecords(records);
  const outages = groups.flatMap((group) => outagesOf(group.records, faultAt));
  const impaired = groups.flatMap((group) => outagesOf(group.records, faultAt, isImpaired));
  const ofJudged = ({ clients }: { readonly clients: string }): boolean => judged.includes(clients);
  const failed = records.filter(({ acknowledged }) => acknowledged !== true);
  const measured = {
    outageMs: longest(outages.filter(ofJudged)),
    impairedMs: longest(impaired.filter(ofJudged)),
    requests: {
      sent: records.length,
      failed: failed.length,
      slow: records.filter(isSlow).length,
      failedJudged: failed.filter(ofJudged).length,
    },
    ...(seen.auditDuringFault ? { auditDuringFault: [...seen.auditDuringFault] } : {}),
    auditAfterHeal: [...seen.auditAfterHeal],
    ...(seen.redundantAt === undefined ? {} : { redundancyMs: seen.redundantAt - seen.undoneAt }),
  };
  const reasons = missedBudgets(limits, measured);
  return {
    verdict: reasons.length === 0 ? "passed" : "missed",
    reasons,
    ...measured,
    outages,
    phases: phasesOf(seen.events, outages.filter(ofJudged), faultAt),
    undoneAt: seen.undoneAt - faultAt,
    events: seen.events.map(({ at, text }) => ({ at: at - faultAt, text })),
    timeline: timelineOf(records, faultAt),
  };
}

/** A trial in which nothing was broken. */
export const nothingMeasured: Omit<Trial, "trial" | "startedAt" | "broke" | "verdict" | "reasons"> = {
  outageMs: 0,
  impairedMs: 0,
  outages: [],
  phases: [],
  requests: { sent: 0, failed: 0, slow: 0, failedJudged: 0 },
  auditAfterHeal: [],
  events: [],
  timeline: { stepMs: 1, fromAt: 0, series: [] },
};
