import type { Entry } from "../clients/ledger";
import { groupEntries } from "./groups";

/** Without a failure for this long, clients have recovered. */
const calmMs = 1_000;
/** A request that is outstanding for longer than this may still fail. */
const outstandingMs = 500;

/** Whether every group of clients succeeds with every store again. @param at from `now()`. */
export function hasRecovered(entries: readonly Entry[], at: number): boolean {
  const groups = groupEntries(entries);
  return groups.length > 0 && groups.every((group) => isCalm(group.entries, at));
}

function isCalm(entries: readonly Entry[], at: number): boolean {
  const recent = entries.filter(
    ({ sentAt, doneAt }) => sentAt > at - calmMs || doneAt === undefined || doneAt > at - calmMs,
  );
  const failed = recent.some(({ acknowledged }) => acknowledged === false);
  const hangs = recent.some(({ doneAt, sentAt }) => doneAt === undefined && sentAt < at - outstandingMs);
  return !failed && !hangs && recent.some(({ acknowledged }) => acknowledged === true);
}
