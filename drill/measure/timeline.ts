import type { LedgerRecord } from "../clients/ledger";
import type { Trial } from "../model/report";
import { latencyObjectiveMs } from "../clients/load";
import { groupRecords } from "./groups";

const stepMs = 250;

/** Whether a request was answered later than the objective. */
export function isSlow({ acknowledged, sentAt, doneAt }: LedgerRecord): boolean {
  return acknowledged === true && doneAt !== undefined && doneAt - sentAt > latencyObjectiveMs;
}

/** Requests by when they were sent, counted in steps, for the drawing and the spreadsheet. */
export function timelineOf(records: readonly LedgerRecord[], faultAt: number): Trial["timeline"] {
  const first = records[0]?.sentAt ?? faultAt;
  const last = records.at(-1)?.sentAt ?? faultAt;
  const steps = Math.floor((last - first) / stepMs) + 1;
  const series = groupRecords(records).map(({ store, clients, records: own }) => {
    const counts = { ok: zeros(steps), slow: zeros(steps), failed: zeros(steps) };
    for (const record of own) {
      const step = Math.floor((record.sentAt - first) / stepMs);
      const kind = record.acknowledged !== true ? "failed" : isSlow(record) ? "slow" : "ok";
      counts[kind][step] = (counts[kind][step] ?? 0) + 1;
    }
    return { store, clients, ...counts };
  });
  return { stepMs, fromAt: first - faultAt, series };
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);
