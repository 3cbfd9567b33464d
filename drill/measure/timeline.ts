import type { Entry } from "../clients/ledger";
import type { Trial } from "../model/report";
import { latencyObjectiveMs } from "../clients/load";
import { groupEntries } from "./groups";

const stepMs = 250;

/** Whether a request was answered later than the objective. */
export function isSlow({ acknowledged, sentAt, doneAt }: Entry): boolean {
  return acknowledged === true && doneAt !== undefined && doneAt - sentAt > latencyObjectiveMs;
}

/** Requests by when they were sent, counted in steps, for the drawing and the spreadsheet. */
export function timelineOf(entries: readonly Entry[], zero: number): Trial["timeline"] {
  const first = entries[0]?.sentAt ?? zero;
  const last = entries.at(-1)?.sentAt ?? zero;
  const steps = Math.floor((last - first) / stepMs) + 1;
  const series = groupEntries(entries).map(({ store, clients, entries: own }) => {
    const counts = { ok: zeros(steps), slow: zeros(steps), failed: zeros(steps) };
    for (const entry of own) {
      const step = Math.floor((entry.sentAt - first) / stepMs);
      const kind = entry.acknowledged !== true ? "failed" : isSlow(entry) ? "slow" : "ok";
      counts[kind][step] = (counts[kind][step] ?? 0) + 1;
    }
    return { store, clients, ...counts };
  });
  return { stepMs, fromAt: first - zero, series };
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);
