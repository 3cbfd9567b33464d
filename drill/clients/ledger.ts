import type { Store } from "../model/adapter";
import type { Audit } from "../model/report";

/** One numbered write, from the moment it was sent. Times come from `now()`. */
export interface Entry {
  readonly number: number;
  readonly store: Store;
  /** Which clients sent it. */
  readonly clients: string;
  readonly sentAt: number;
  /** Absent while the answer is outstanding. */
  doneAt?: number;
  acknowledged?: boolean;
}

/** Everything that the clients sent, and what was acknowledged. */
export class Ledger {
  readonly #entries: Entry[] = [];

  open(store: Store, clients: string, sentAt: number): Entry {
    const entry: Entry = { number: this.#entries.length + 1, store, clients, sentAt };
    this.#entries.push(entry);
    return entry;
  }

  close(entry: Entry, acknowledged: boolean, doneAt: number): void {
    entry.acknowledged = acknowledged;
    entry.doneAt = doneAt;
  }

  /** In the order of sending. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }
}

/**
 * Compares what was acknowledged with what is there.
 * @param found how often each record number was applied.
 */
export function audit(store: Store, entries: readonly Entry[], found: ReadonlyMap<number, number>): Audit {
  const own = entries.filter((entry) => entry.store === store);
  const acknowledged = own.filter((entry) => entry.acknowledged === true);
  const lost = acknowledged.filter(({ number }) => !found.has(number)).map(({ number }) => number);
  return {
    store,
    acknowledged: acknowledged.length,
    lost: lost.length,
    indeterminate: own.filter((entry) => entry.acknowledged !== true && found.has(entry.number)).length,
    doubled: own.filter(({ number }) => (found.get(number) ?? 0) > 1).length,
    lostExamples: lost.slice(0, 10),
  };
}
