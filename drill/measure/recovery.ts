import type { LedgerRecord } from "../clients/ledger";
import { groupRecords } from "./groups";
import { hasFailed, type IsBad } from "./outages";

/** Without a failure for this long, clients have recovered. */
const calmMs = 1_000;
/** A request that is outstanding for longer than this may still fail. */
const outstandingMs = 500;

/**
 * Whether every group of clients succeeds with every store again.
 * @param at from `now()`.
 * @param isBad which answers do not count as success. @default those that failed
 */
export function hasRecovered(
  records: readonly LedgerRecord[],
  at: number,
  isBad: IsBad = hasFailed,
): boolean {
  const groups = groupRecords(records);
  return groups.length > 0 && groups.every((group) => isCalm(group.records, at, isBad));
}

function isCalm(records: readonly LedgerRecord[], at: number, isBad: IsBad): boolean {
  const recent = records.filter(
    ({ sentAt, doneAt }) => sentAt > at - calmMs || doneAt === undefined || doneAt > at - calmMs,
  );
  const failed = recent.some((record) => record.doneAt !== undefined && isBad(record));
  const hangs = recent.some(({ doneAt, sentAt }) => doneAt === undefined && sentAt < at - outstandingMs);
  return !failed && !hangs && recent.some(({ acknowledged }) => acknowledged === true);
}
