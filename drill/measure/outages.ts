import type { Store } from "../model/adapter";
import type { Entry } from "../clients/ledger";
import type { Outage } from "../model/report";

/** Two stretches of failures with less success than this between them are one outage that flickers. */
const flickerMs = 500;

/** Whether a request hurt the stretch that it was sent in. */
export type IsBad = (entry: Entry) => boolean;

export const hasFailed: IsBad = ({ acknowledged }) => acknowledged !== true;

/**
 * The stretches in which requests failed: each begins when its first failed request was sent and ends when the
 * first success sent after its last failure was answered. The heal of a partition shows as a second one.
 * @param entries of one store and one group of clients, in the order of sending.
 * @param zero what times count from.
 * @param isBad what counts as a failure. @default requests that were not acknowledged
 */
export function outagesOf(entries: readonly Entry[], zero: number, isBad = hasFailed): Outage[] {
  const outages: Outage[] = [];
  let open: { startAt: number; failed: number; store: Store; clients: string } | undefined;
  for (const entry of entries) {
    const { store, clients, sentAt, doneAt } = entry;
    if (isBad(entry)) {
      open ??= reopened(outages, sentAt - zero) ?? { startAt: sentAt - zero, failed: 0, store, clients };
      open.failed++;
    } else if (open) {
      outages.push({ ...open, endAt: (doneAt ?? sentAt) - zero, recovered: true });
      open = undefined;
    }
  }
  const last = entries.at(-1);
  if (open && last) outages.push({ ...open, endAt: (last.doneAt ?? last.sentAt) - zero, recovered: false });
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
