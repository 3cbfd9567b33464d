import type { LedgerRecord } from "../../../drill/clients/ledger";

/** Requests every 100 ms from 0 on, in shorthand: `.` is answered after 10 ms, `s` after 600 ms, `x` fails, `?` hangs. */
export function recordsOf(
  pattern: string,
  about: Partial<Pick<LedgerRecord, "store" | "clients">> = {},
): LedgerRecord[] {
  return Array.from(pattern, (kind, index) => {
    const sentAt = index * 100;
    const record: LedgerRecord = {
      number: index + 1,
      store: "database",
      clients: "any-region",
      sentAt,
      lateMs: 0,
      ...about,
    };
    switch (kind) {
      case ".":
        return { ...record, acknowledged: true, doneAt: sentAt + 10 };
      case "s":
        return { ...record, acknowledged: true, doneAt: sentAt + 600 };
      case "x":
        return { ...record, acknowledged: false, doneAt: sentAt + 10 };
      default:
        return record;
    }
  });
}
