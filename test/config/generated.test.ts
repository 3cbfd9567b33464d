import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { settingsJsonSchema } from "../../config/reference/json-schema";
import { acceptedSettings } from "../support/settings/accepted";
import { rawSettings } from "../support/settings/arbitrary";
import { changed, leavesOf, mistakesIn } from "./settings";

const good = rawSettings({ texts: "any" });

/** What no file should hold, but one may. */
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    "",
    " ",
    "null",
    "1e9",
    "__proto__",
    "toString",
    -0,
    1e308,
    2 ** 53,
    [],
    {},
    [[]],
    null,
  ),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.array(fc.constant("us-east-1"), { maxLength: 200 }),
);

const nearlyGood = fc
  .record({ raw: good, at: fc.nat(), value: odd })
  .filter(({ raw }) => leavesOf(raw).length > 0)
  .map(({ raw, at, value }) => {
    const paths = leavesOf(raw).filter((path) => !path.includes('"') && !/\*|\.\.|\.$/.test(path));
    return changed(raw, { [paths[at % paths.length] ?? "domainName"]: value });
  });

const names = Object.keys(settingsJsonSchema().properties ?? {});
const hostile = fc.dictionary(
  fc.oneof(fc.constantFrom(...names, "__proto__", "constructor", "toString", "standfast:dns"), fc.string()),
  odd,
  { noNullPrototype: true },
);

/** `key what is wrong[, got value]; what to do` */
const line = /^\S.* (must|is|are|needs) [^]+; [^]+/;
const hasGot = / (is missing|is not a setting)[^]*;|, got /;

describe("any configuration", () => {
  it.each([
    ["good by parts", good],
    ["good but for one value", nearlyGood],
    ["hostile", hostile],
  ])("%s: is accepted, or refused with key, value got and what to do, and quickly", (_, configurations) => {
    fc.assert(
      fc.property(configurations, (raw) => {
        const begin = performance.now();
        const mistakes = mistakesIn(raw);
        expect(performance.now() - begin).toBeLessThan(2000);
        for (const mistake of mistakes) {
          expect(mistake).toMatch(line);
          expect(mistake).toMatch(hasGot);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("is accepted in many shapes", () => {
    const seeds = Array.from({ length: 15 }, (_, at) => at + 1);
    const accepted = seeds.map((seed) => acceptedSettings(seed, { texts: "examples" }));
    const shapes = new Set(
      accepted.map((raw) => {
        const { appTier, database, cache } = raw as Readonly<
          Record<string, Readonly<Record<string, unknown>>>
        >;
        return [appTier?.["platform"], database?.["deployment"], cache?.["durability"]].join(" ");
      }),
    );
    expect(shapes.size).toBeGreaterThan(5);
  });
});
