import type { Store } from "../model/adapter";
import type { Audit } from "../model/report";

/** One numbered write, from the moment it was sent. Times come from `now()`. */
export interface LedgerRecord {
  readonly number: number;
  readonly store: Store;
  /** Which clients sent it. */
  readonly clients: string;
  readonly sentAt: number;
  /** By how much it was sent later than it should have been: what the clients themselves were held up. */
  readonly lateMs: number;
  /** Absent while the answer is outstanding. */
  doneAt?: number;
  acknowledged?: boolean;
  /** The region that answered, where the application says so. */
  region?: string;
}

/** A request that was sent, or answered. */
export type LedgerChange =
  | ({ readonly kind: "sent" } & Pick<LedgerRecord, "number" | "store" | "clients" | "sentAt" | "lateMs">)
  | {
      readonly kind: "answered";
      readonly number: number;
      readonly acknowledged: boolean;
      readonly doneAt: number;
      readonly region?: string | undefined;
    };

/** Everything that the clients sent, and what was acknowledged. */
export class Ledger {
  readonly #records: LedgerRecord[] = [];

  /** The number of the next request. */
  get nextNumber(): number {
    return this.#records.length + 1;
  }

  /** Changes come in the order of sending. @throws {RangeError} when one is missing. */
  apply(change: LedgerChange): void {
    if (change.kind === "sent") {
      if (change.number !== this.nextNumber) throw new RangeError(`record ${change.number} is out of turn`);
      const { number, store, clients, sentAt, lateMs } = change;
      this.#records.push({ number, store, clients, sentAt, lateMs });
      return;
    }
    const record = this.#records[change.number - 1];
    if (!record) throw new RangeError(`record ${change.number} was never sent`);
    record.acknowledged = change.acknowledged;
    record.doneAt = change.doneAt;
    if (change.region !== undefined) record.region = change.region;
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
