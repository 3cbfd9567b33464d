import { describe, expect, test } from "@jest/globals";
import { hasRecovered } from "../../../drill/measure/recovery";
import { isImpaired } from "../../../drill/measure/trial";
import { recordsOf } from "../support/records";

describe("clients have recovered", () => {
  test("when nothing failed for a second", () => {
    expect(hasRecovered(recordsOf("xx..........."), 1_300)).toBe(true);
  });

  test("not when something failed within the last second", () => {
    expect(hasRecovered(recordsOf("....x........"), 1_300)).toBe(false);
  });

  test("not while a request hangs", () => {
    expect(hasRecovered(recordsOf("?............"), 1_300)).toBe(false);
  });

  test("not when answers are slow, where these are held for bad", () => {
    const slow = recordsOf("......s......");
    expect(hasRecovered(slow, 1_300)).toBe(true);
    expect(hasRecovered(slow, 1_300, isImpaired)).toBe(false);
  });

  test("not when one of two stores still fails", () => {
    const records = [...recordsOf("............."), ...recordsOf("............x", { store: "cache" })];
    expect(hasRecovered(records, 1_300)).toBe(false);
  });

  test("not when no client asked", () => {
    expect(hasRecovered([], 0)).toBe(false);
  });
});
