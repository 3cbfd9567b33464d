import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { closest, distance } from "../../config/closest";

describe("distance", () => {
  it.each([
    ["", "", 0],
    ["cache", "cache", 0],
    ["cache", "cach", 1],
    ["cahce", "cache", 1],
    ["kitten", "sitting", 3],
    ["", "dns", 3],
  ])("from %j to %j is %i", (one, other, expected) => {
    expect(distance(one, other)).toBe(expected);
  });

  it("is the same both ways, zero only for equal words, and never more than the longer word", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const away = distance(one, other);
        expect(away).toBe(distance(other, one));
        expect(away === 0).toBe(one === other);
        expect(away).toBeLessThanOrEqual(Math.max(one.length, other.length));
        expect(away).toBeGreaterThanOrEqual(Math.abs(one.length - other.length));
      }),
    );
  });
});

describe("closest", () => {
  const keys = ["database", "dataProtection", "dns", "cache"];

  it.each([
    ["databse", "database"],
    ["DNS", "dns"],
    ["dataprotection", "dataProtection"],
    ["cach", "cache"],
  ])("takes %s for %s", (word, expected) => {
    expect(closest(word, keys)).toBe(expected);
  });

  it.each(["", "monitoring", "x"])("takes %j for nothing", (word) => {
    expect(closest(word, keys)).toBeUndefined();
  });
});
