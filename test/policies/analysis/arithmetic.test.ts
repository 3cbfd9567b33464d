import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { add, exactly, neededOf, worstLoss } from "../../../policies/analysis/arithmetic";

const units = fc.integer({ min: 0, max: 60 });
const zones = fc.integer({ min: 1, max: 6 });

/** Every way to put `count` units into `places` zones, fullest zone first. */
function distributions(count: number, places: number, max = count): number[][] {
  if (places === 0) return count === 0 ? [[]] : [];
  const found: number[][] = [];
  for (let here = Math.min(count, max); here >= 0; here -= 1) {
    for (const rest of distributions(count - here, places - 1, here)) found.push([here, ...rest]);
  }
  return found;
}

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);

describe("balanced", () => {
  test("one zone of n takes ceil(units / n)", () => {
    fc.assert(
      fc.property(units, zones, (count, n) => {
        expect(worstLoss(count, { kind: "balanced" }, n)).toBe(Math.ceil(count / n));
      }),
    );
  });

  test("several zones take the fullest ones of an even distribution", () => {
    fc.assert(
      fc.property(units, zones, zones, (count, n, lost) => {
        const even = Array.from(
          { length: n },
          (_, zone) => Math.floor(count / n) + (zone < count % n ? 1 : 0),
        );
        expect(worstLoss(count, { kind: "balanced" }, n, lost)).toBe(sum(even.slice(0, lost)));
      }),
    );
  });
});

describe("topology spread", () => {
  test("one zone of n takes floor((R + (n - 1) s) / n)", () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 4 }), (count, n, skew) => {
        const spread = { kind: "skew", maxSkew: skew, minDomains: 1 } as const;
        expect(worstLoss(count, spread, n)).toBe(Math.min(count, Math.floor((count + (n - 1) * skew) / n)));
      }),
    );
  });

  test("it is the worst of all placements that the scheduler may choose", () => {
    const arbitrary = fc.tuple(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
    );
    fc.assert(
      fc.property(arbitrary, ([count, n, skew, lost]) => {
        const allowed = distributions(count, n).filter(
          (each) => Math.max(...each) - Math.min(...each) <= skew,
        );
        const worst = Math.max(...allowed.map((each) => sum(each.slice(0, lost))));
        expect(worstLoss(count, { kind: "skew", maxSkew: skew, minDomains: 1 }, n, lost)).toBe(worst);
      }),
    );
  });

  test("minDomains holds where the number of zones is not known", () => {
    expect(worstLoss(6, { kind: "skew", maxSkew: 1, minDomains: 3 }, 1)).toBe(2);
  });
});

describe("every spread", () => {
  const spreads = fc.constantFrom(
    { kind: "balanced" } as const,
    { kind: "together" } as const,
    { kind: "one-each" } as const,
    { kind: "redundant" } as const,
    { kind: "skew", maxSkew: 1, minDomains: 1 } as const,
  );

  test("takes no more than there is, and more zones never take less", () => {
    fc.assert(
      fc.property(units, spreads, zones, fc.integer({ min: 0, max: 5 }), (count, spread, n, lost) => {
        const [some, more] = [worstLoss(count, spread, n, lost), worstLoss(count, spread, n, lost + 1)];
        expect(some).toBeGreaterThanOrEqual(0);
        expect(more).toBeGreaterThanOrEqual(some);
        expect(more).toBeLessThanOrEqual(count);
      }),
    );
  });

  test("one loss: nothing of what is redundant, one of what is apart, all of what is together", () => {
    expect(worstLoss(4, { kind: "redundant" }, 3)).toBe(0);
    expect(worstLoss(4, { kind: "one-each" }, 3)).toBe(1);
    expect(worstLoss(4, { kind: "together" }, 3)).toBe(4);
  });

  test("two losses: nothing is promised for what is redundant", () => {
    expect(worstLoss(4, { kind: "redundant" }, 3, 2)).toBe(4);
  });
});

describe("needed units", () => {
  test("are the share, rounded up, and at least one", () => {
    expect([1, 2, 3, 4, 10].map((count) => neededOf(count, 0.5))).toEqual([1, 1, 2, 2, 5]);
    expect(neededOf(10, 0.7)).toBe(7);
    expect(neededOf(0, 0.5)).toBe(1);
    expect(neededOf(6, 2 / 3)).toBe(4);
  });
});

test("ranges add up at both ends", () => {
  expect(add(exactly(2), { min: 1, max: 4 })).toEqual({ min: 3, max: 6 });
});
