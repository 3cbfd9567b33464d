import type { Store } from "../model/adapter";
import type { LedgerRecord } from "../clients/ledger";
import type { Outage } from "../model/report";

/** Two stretches of failures with less success than this between them are one outage that flickers. */
const flickerMs = 500;

/** Whether a request hurt the stretch that it was sent in. */
export type IsBad = (record: LedgerRecord) => boolean;

export const hasFailed: IsBad = ({ acknowledged }) => acknowledged !== true;

/**
 * The stretches in which requests failed: each begins when its first failed request was sent and ends when the
 * first success sent after its last failure was answered. The heal of a partition shows as a second one.
 * @param records of one store and one group of clients, in the order of sending.
 * @param faultAt what times count from.
 * @param isBad what counts as a failure. @default requests that were not acknowledged
 */
export function outagesOf(records: readonly LedgerRecord[], faultAt: number, isBad = hasFailed): Outage[] {
  const outages: Outage[] = [];
  let open: { startAt: number; failed: number; store: Store; clients: string } | undefined;
  for (const record of records) {
    const { store, clients, sentAt, doneAt } = record;
    if (isBad(record)) {
      open ??= reopened(outages, sentAt - faultAt) ?? {
        startAt: sentAt - faultAt,
        failed: 0,
        store,
        clients,
      };
      open.failed++;
    } else if (open) {
      outages.push({ ...open, endAt: (doneAt ?? sentAt) - faultAt, recovered: true });
      open = undefined;
    }
  }
  const last = records.at(-1);
  if (open && last)
    outages.push({ ...open, endAt: (last.doneAt ?? last.sentAt) - faultAt, recovered: false });
  return outages;
}

/** Takes the last outage back when it only flickered. */
function reopened(outages: Outage[], startAt: number): Outage | undefined {
  const last = outages.at(-1);
  return last && startAt - last.endAt < flickerMs ? outages.pop() : undefined;
}

/** The longest of them in milliseconds; 0 when there is none. */
export function longest(outages: readonly Outage[]): number {
  return Math.max(0, ...outages.map(({ startAt, endAt }) => endAt - startAt));
}
