/** Whatever a program looks like, it is judged: rules do not throw, and do not depend on the order of resources. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { toJson } from "../../../policies/analysis/report/json";
import { ABSENT, changed, UNKNOWN, type Fixture } from "../support/fixture";
import { eks } from "./programs/eks";
import { multiRegion } from "./programs/multi-region";
import { singleZone } from "./programs/single-zone";
import { findingsOf } from "./support/findings";
import { analysisOf } from "./support/plan";

const programs = [singleZone, eks, multiRegion(), multiRegion(3)];

/** A program with some resources gone, and some properties gone, unknown or of a wrong type. */
const damaged = fc
  .record({
    program: fc.constantFrom(...programs),
    places: fc.array(
      fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(ABSENT, UNKNOWN, "text", -1, [], [{}], null)),
      {
        maxLength: 6,
      },
    ),
    gone: fc.array(fc.nat(), { maxLength: 4 }),
  })
  .map(({ program, places, gone }) => {
    const hurt = places.reduce<readonly Fixture[]>((fixtures, [at, which, value]) => {
      const fixture = fixtures[at % fixtures.length]!;
      const properties = Object.keys(fixture.inputs);
      const property = properties[which % Math.max(1, properties.length)];
      return property === undefined
        ? fixtures
        : changed(fixtures, { [`${fixture.name}.${property}`]: value });
    }, program);
    const missing = new Set(gone.map((at) => at % hurt.length));
    return hurt.filter((_, index) => !missing.has(index));
  });

describe("damaged programs", () => {
  test("are judged without an exception, and reported as JSON", () => {
    fc.assert(
      fc.property(damaged, (fixtures) => {
        expect(findingsOf(fixtures)).toBeInstanceOf(Array);
        const report = toJson(analysisOf(fixtures));
        expect(JSON.parse(JSON.stringify(report))).toMatchObject({ version: 2 });
      }),
      { numRuns: 60 },
    );
  });

  test("are judged the same in any order", () => {
    fc.assert(
      fc.property(damaged, (fixtures) => {
        expect(findingsOf(fixtures.toReversed())).toEqual(findingsOf(fixtures));
      }),
      { numRuns: 25 },
    );
  });
});

describe("more is never worse", () => {
  test("one more instance adds no finding about a zone or a node", () => {
    const about = (size: number): number =>
      findingsOf(
        changed(multiRegion(), { "web-us-east-1.minSize": size, "web-us-east-1.tags": needsThree }),
      ).filter((line) => line.startsWith("az-loss") || line.startsWith("drain")).length;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (size) => {
        expect(about(size + 1)).toBeLessThanOrEqual(about(size));
      }),
      { numRuns: 20 },
    );
  });
});

const needsThree = [{ key: "standfast:needed", value: "3", propagateAtLaunch: false }];
