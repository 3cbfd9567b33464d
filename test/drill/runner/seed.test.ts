import { describe, expect, test } from "@jest/globals";
import { seededChooser } from "../../../drill/runner/seed";

const choices = (seed: number): number[] => {
  const choose = seededChooser(seed);
  return Array.from({ length: 50 }, () => choose([1, 2, 3]));
};

describe("choices", () => {
  test("are repeated by the same seed and differ with another", () => {
    expect(choices(7)).toEqual(choices(7));
    expect(choices(7)).not.toEqual(choices(8));
  });

  test("reach every item", () => {
    expect(new Set(choices(1))).toEqual(new Set([1, 2, 3]));
  });

  test("need something to choose from", () => {
    expect(() => seededChooser(1)([])).toThrow("nothing to choose from");
  });
});
