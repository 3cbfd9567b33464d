import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { targetCpuPercent } from "../../../components/workloads/sizing";

describe("targetCpuPercent", () => {
  test.each([
    [2, 40],
    [3, 53],
    [4, 60],
    [6, 66],
  ])("%d zones scale at %d percent", (zones, percent) => {
    expect(targetCpuPercent(zones)).toBe(percent);
  });

  test("leaves every zone at most 80 percent busy when one is lost, and wastes less than a zone's percent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1000 }), (zones) => {
        const afterLoss = (targetCpuPercent(zones) * zones) / (zones - 1);
        expect(afterLoss).toBeLessThanOrEqual(80);
        expect(((targetCpuPercent(zones) + 1) * zones) / (zones - 1)).toBeGreaterThan(80);
      }),
    );
  });

  test("refuses one zone", () => {
    expect(() => targetCpuPercent(1)).toThrow(new RangeError("zones must be at least 2, got 1"));
  });
});
