import { describe, expect, test } from "@jest/globals";
import { hasRecovered } from "../../../drill/measure/recovery";
import { isImpaired } from "../../../drill/measure/trial";
import { entriesOf } from "../support/entries";

describe("clients have recovered", () => {
  test("when nothing failed for a second", () => {
    expect(hasRecovered(entriesOf("xx..........."), 1_300)).toBe(true);
  });

  test("not when something failed within the last second", () => {
    expect(hasRecovered(entriesOf("....x........"), 1_300)).toBe(false);
  });

  test("not while a request hangs", () => {
    expect(hasRecovered(entriesOf("?............"), 1_300)).toBe(false);
  });

  test("not when answers are slow, where these are held for bad", () => {
    const slow = entriesOf("......s......");
    expect(hasRecovered(slow, 1_300)).toBe(true);
    expect(hasRecovered(slow, 1_300, isImpaired)).toBe(false);
  });

  test("not when one of two stores still fails", () => {
    const entries = [...entriesOf("............."), ...entriesOf("............x", { store: "cache" })];
    expect(hasRecovered(entries, 1_300)).toBe(false);
  });

  test("not when nobody asked", () => {
    expect(hasRecovered([], 0)).toBe(false);
  });
});
