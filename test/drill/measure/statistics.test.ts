import { describe, expect, test } from "@jest/globals";
import { percentile, distribution } from "../../../drill/measure/statistics";

describe("a spread", () => {
  test("of one value is that value", () => {
    expect(distribution([7])).toEqual({ median: 7, p95: 7, max: 7 });
  });

  test("takes values that were measured", () => {
    expect(distribution([4, 1, 3, 2])).toEqual({ median: 2, p95: 4, max: 4 });
  });

  test("of twenty values leaves the worst out of the 95th percentile", () => {
    const values = Array.from({ length: 20 }, (_value, index) => index + 1);
    expect(distribution(values)).toEqual({ median: 10, p95: 19, max: 20 });
  });

  test("of nothing is nothing", () => {
    expect(distribution([])).toBeUndefined();
    expect(() => percentile([], 0.5)).toThrow("percentile of nothing");
  });
});
