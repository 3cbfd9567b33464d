import type { Entry } from "../clients/ledger";
import type { Store } from "../model/adapter";

export interface EntryGroup {
  readonly store: Store;
  readonly clients: string;
  readonly entries: Entry[];
}

/** Requests of the same clients to the same store, in the order of sending. */
export function groupEntries(entries: readonly Entry[]): readonly EntryGroup[] {
  const groups = new Map<string, EntryGroup>();
  for (const entry of entries) {
    const { store, clients } = entry;
    const key = `${clients} ${store}`;
    const group = groups.get(key) ?? { store, clients, entries: [] };
    group.entries.push(entry);
    groups.set(key, group);
  }
  return [...groups.values()];
}
