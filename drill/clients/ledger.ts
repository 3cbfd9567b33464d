import type { Store } from "../model/adapter";
import type { Audit } from "../model/report";

/** One numbered write, from the moment it was sent. Times come from `now()`. */
export interface LedgerRecord {
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
  readonly #records: LedgerRecord[] = [];

  open(store: Store, clients: string, sentAt: number): LedgerRecord {
    const record: LedgerRecord = { number: this.#records.length + 1, store, clients, sentAt };
    this.#records.push(record);
    return record;
  }

  close(record: LedgerRecord, acknowledged: boolean, doneAt: number): void {
    record.acknowledged = acknowledged;
    record.doneAt = doneAt;
  }

  /** In the order of sending. */
  get records(): readonly LedgerRecord[] {
    return this.#records;
  }
}

/**
 * Compares what was acknowledged with what is there.
 * @param found how often each record number was applied.
 */
export function audit(
  store: Store,
  records: readonly LedgerRecord[],
  found: ReadonlyMap<number, number>,
): Audit {
  const own = records.filter((record) => record.store === store);
  const acknowledged = own.filter((record) => record.acknowledged === true);
  const lost = acknowledged.filter(({ number }) => !found.has(number)).map(({ number }) => number);
  return {
    store,
    acknowledged: acknowledged.length,
    lost: lost.length,
    indeterminate: own.filter((record) => record.acknowledged !== true && found.has(record.number)).length,
    doubled: own.filter(({ number }) => (found.get(number) ?? 0) > 1).length,
    lostExamples: lost.slice(0, 10),
  };
}
