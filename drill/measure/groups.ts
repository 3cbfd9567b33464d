import type { LedgerRecord } from "../clients/ledger";
import type { Store } from "../model/adapter";

export interface RecordGroup {
  readonly store: Store;
  readonly clients: string;
  readonly records: LedgerRecord[];
}

/** Requests of the same clients to the same store, in the order of sending. */
export function groupRecords(records: readonly LedgerRecord[]): readonly RecordGroup[] {
  const groups = new Map<string, RecordGroup>();
  for (const record of records) {
    const { store, clients } = record;
    const key = `${clients} ${store}`;
    const group = groups.get(key) ?? { store, clients, records: [] };
    group.records.push(record);
    groups.set(key, group);
  }
  return [...groups.values()];
}
