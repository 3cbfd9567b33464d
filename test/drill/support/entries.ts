import type { Entry } from "../../../drill/clients/ledger";

/** Requests every 100 ms from 0 on, in shorthand: `.` is answered after 10 ms, `s` after 600 ms, `x` fails, `?` hangs. */
export function entriesOf(pattern: string, about: Partial<Pick<Entry, "store" | "clients">> = {}): Entry[] {
  return Array.from(pattern, (kind, index) => {
    const sentAt = index * 100;
    const entry: Entry = { number: index + 1, store: "database", clients: "any-region", sentAt, ...about };
    switch (kind) {
      case ".":
        return { ...entry, acknowledged: true, doneAt: sentAt + 10 };
      case "s":
        return { ...entry, acknowledged: true, doneAt: sentAt + 600 };
      case "x":
        return { ...entry, acknowledged: false, doneAt: sentAt + 10 };
      default:
        return entry;
    }
  });
}
