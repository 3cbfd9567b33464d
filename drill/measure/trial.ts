import type { Entry } from "../clients/ledger";
import type { Sighting } from "../model/adapter";
import type { Audit, Trial } from "../model/report";
import { groupEntries } from "./groups";
import { hasFailed, longest, outagesOf, type IsBad } from "./outages";
import { phasesOf } from "./phases";
import { isSlow, timelineOf } from "./timeline";
import { missedBudgets, type Limits } from "./verdict";

/** What was seen in one trial. Times come from `now()`. */
export interface Seen {
  readonly entries: readonly Entry[];
  readonly sightings: readonly Sighting[];
  /** The groups of clients that the budgets hold for. */
  readonly judged: readonly string[];
  /** The moment of the first fault. */
  readonly zero: number;
  readonly undoneAt: number;
  /** When redundancy was proven again; absent when it was not. */
  readonly redundantAt?: number | undefined;
  readonly auditDuringFault?: readonly Audit[] | undefined;
  readonly auditAfterHeal: readonly Audit[];
}

/** Failed, or answered too late to help. */
export const isImpaired: IsBad = (entry) => hasFailed(entry) || isSlow(entry);

/** Turns what was seen into figures and holds them against the budgets. */
export function measureTrial(seen: Seen, limits: Limits): Omit<Trial, "trial" | "startedAt" | "broke"> {
  const { entries, judged, zero } = seen;
  const groups = groupEntries(entries);
  const outages = groups.flatMap((group) => outagesOf(group.entries, zero));
  const impaired = groups.flatMap((group) => outagesOf(group.entries, zero, isImpaired));
  const ofJudged = ({ clients }: { readonly clients: string }): boolean => judged.includes(clients);
  const failed = entries.filter(({ acknowledged }) => acknowledged !== true);
  const measured = {
    outageMs: longest(outages.filter(ofJudged)),
    impairedMs: longest(impaired.filter(ofJudged)),
    requests: {
      sent: entries.length,
      failed: failed.length,
      slow: entries.filter(isSlow).length,
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
    phases: phasesOf(seen.sightings, outages.filter(ofJudged), zero),
    undoneAt: seen.undoneAt - zero,
    sightings: seen.sightings.map(({ at, text }) => ({ at: at - zero, text })),
    timeline: timelineOf(entries, zero),
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
  sightings: [],
  timeline: { stepMs: 1, fromAt: 0, series: [] },
};
