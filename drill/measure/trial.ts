import type { LedgerRecord } from "../clients/ledger";
import type { DrillEvent } from "../model/adapter";
import type { Audit, Trial } from "../model/report";
import { groupRecords } from "./groups";
import { hasFailed, longest, outagesOf, type IsBad } from "./outages";
import { phasesOf } from "./phases";
import { distribution } from "./statistics";
import { isSlow, timelineOf } from "./timeline";
import { missedBudgets, type TrialLimits } from "./verdict";

/** What was seen in one trial. Times come from `now()`. */
export interface TrialObservations {
  readonly records: readonly LedgerRecord[];
  readonly events: readonly DrillEvent[];
  /** The region that was fenced after its loss, and when. */
  readonly fence?: { readonly region: string; readonly at: number } | undefined;
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
      ...(seen.fence ? { servedByLostRegion: servedAfter(records, seen.fence) } : {}),
    },
    ...(seen.auditDuringFault ? { auditDuringFault: [...seen.auditDuringFault] } : {}),
    auditAfterHeal: [...seen.auditAfterHeal],
    ...(seen.redundantAt === undefined ? {} : { redundancyMs: seen.redundantAt - seen.undoneAt }),
  };
  const reasons = missedBudgets(limits, measured);
  const clientLatenessMs = distribution(records.map(({ lateMs }) => lateMs));
  return {
    verdict: reasons.length === 0 ? "passed" : "missed",
    reasons,
    ...measured,
    outages,
    clients: clientsOf(records, judged, faultAt),
    ...(clientLatenessMs ? { clientLatenessMs } : {}),
    phases: phasesOf(seen.events, outages.filter(ofJudged), faultAt),
    undoneAt: seen.undoneAt - faultAt,
    events: seen.events.map(({ at, text }) => ({ at: at - faultAt, text })),
    timeline: timelineOf(records, faultAt),
  };
}

/** Requests that a region answered from a moment on. */
function servedAfter(
  records: readonly LedgerRecord[],
  { region, at }: { region: string; at: number },
): number {
  return records.filter((record) => record.region === region && record.sentAt >= at).length;
}

/** What each group of clients saw of both stores. */
function clientsOf(
  records: readonly LedgerRecord[],
  judged: readonly string[],
  faultAt: number,
): Trial["clients"] {
  return [...new Set(records.map(({ clients }) => clients))].map((name) => {
    const own = records.filter(({ clients }) => clients === name);
    const groups = groupRecords(own);
    return {
      name,
      judged: judged.includes(name),
      outageMs: longest(groups.flatMap((group) => outagesOf(group.records, faultAt))),
      impairedMs: longest(groups.flatMap((group) => outagesOf(group.records, faultAt, isImpaired))),
      sent: own.length,
      failed: own.filter(hasFailed).length,
      slow: own.filter(isSlow).length,
    };
  });
}

/** A trial in which nothing was broken. */
export const nothingMeasured: Omit<Trial, "trial" | "startedAt" | "broke" | "verdict" | "reasons"> = {
  outageMs: 0,
  impairedMs: 0,
  outages: [],
  clients: [],
  phases: [],
  requests: { sent: 0, failed: 0, slow: 0, failedJudged: 0 },
  auditAfterHeal: [],
  events: [],
  timeline: { stepMs: 1, fromAt: 0, series: [] },
};
