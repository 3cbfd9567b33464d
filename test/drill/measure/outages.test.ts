import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { longest, outagesOf } from "../../../drill/measure/outages";
import { recordsOf } from "../support/records";

const spans = (pattern: string): (readonly [number, number, number])[] =>
  outagesOf(recordsOf(pattern), 0).map(({ startAt, endAt, failed }) => [startAt, endAt, failed]);

describe("outages", () => {
  test("there is none without a failure", () => {
    expect(spans("....s...")).toEqual([]);
  });

  test("one lasts from the first failed request's sending to the answer of the first success after the last", () => {
    expect(spans("...xxx..")).toEqual([[300, 610, 3]]);
  });

  test("a request that was never answered has failed", () => {
    expect(spans("..??..")).toEqual([[200, 410, 2]]);
  });

  test("a success for less than half a second does not end it", () => {
    expect(spans(".xx..xx.")).toEqual([[100, 710, 4]]);
  });

  test("after half a second of success a second one begins: the heal of a partition", () => {
    expect(spans(".xx......x.")).toEqual([
      [100, 310, 2],
      [900, 1010, 1],
    ]);
  });

  test("one that does not end is not recovered and lasts to the last answer", () => {
    const [outage] = outagesOf(recordsOf("..xx"), 0);
    expect(outage).toEqual({
      store: "database",
      clients: "any-region",
      startAt: 200,
      endAt: 310,
      failed: 2,
      recovered: false,
    });
  });

  test("times count from the fault", () => {
    expect(outagesOf(recordsOf("...x."), 250)[0]).toMatchObject({ startAt: 50, endAt: 160 });
  });

  test("every failure is in exactly one", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(".", "x", "s", "?"), maxLength: 60 }), (pattern) => {
        const failed = outagesOf(recordsOf(pattern), 0).reduce((sum, outage) => sum + outage.failed, 0);
        expect(failed).toBe(pattern.replaceAll(/[.s]/g, "").length);
      }),
    );
  });

  test("the longest counts", () => {
    expect(longest(outagesOf(recordsOf(".x........xxxx."), 0))).toBe(410);
    expect(longest([])).toBe(0);
  });
});
