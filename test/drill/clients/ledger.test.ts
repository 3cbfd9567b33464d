import { describe, expect, test } from "@jest/globals";
import { audit, Ledger } from "../../../drill/clients/ledger";

function ledgerOf(outcomes: readonly (boolean | undefined)[]): Ledger {
  const ledger = new Ledger();
  for (const acknowledged of outcomes) {
    const number = ledger.nextNumber;
    ledger.apply({ kind: "sent", number, store: "database", clients: "any-region", sentAt: 0, lateMs: 0 });
    if (acknowledged !== undefined) ledger.apply({ kind: "answered", number, acknowledged, doneAt: 1 });
  }
  return ledger;
}

describe("the audit of a ledger", () => {
  test("an acknowledged record that is gone is lost, and named", () => {
    const { records } = ledgerOf([true, true, true]);
    expect(audit("database", records, new Map([[2, 1]]))).toEqual({
      store: "database",
      acknowledged: 3,
      lost: 2,
      indeterminate: 0,
      doubled: 0,
      lostExamples: [1, 3],
    });
  });

  test("a record that was refused or never answered, and is there, is indeterminate and not lost", () => {
    const { records } = ledgerOf([false, undefined, false]);
    const found = new Map([
      [1, 1],
      [2, 1],
    ]);
    expect(audit("database", records, found)).toMatchObject({ acknowledged: 0, lost: 0, indeterminate: 2 });
  });

  test("a record that was applied twice is doubled", () => {
    const { records } = ledgerOf([true, true]);
    const found = new Map([
      [1, 2],
      [2, 1],
    ]);
    expect(audit("database", records, found)).toMatchObject({ lost: 0, doubled: 1 });
  });

  test("records of the other store do not count", () => {
    const { records } = ledgerOf([true]);
    expect(audit("cache", records, new Map())).toMatchObject({ acknowledged: 0, lost: 0 });
  });

  test("ten lost records are named, all are counted", () => {
    const { records } = ledgerOf(Array.from({ length: 25 }, () => true));
    const { lost, lostExamples } = audit("database", records, new Map());
    expect(lost).toBe(25);
    expect(lostExamples).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
