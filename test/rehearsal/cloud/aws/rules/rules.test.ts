import { describe, expect, test } from "@jest/globals";
import { rules } from "../../../../../rehearsal/cloud/aws/rules";
import { Aws } from "../../support/aws";
import { blamed, comparable, refusalOf, ruleNamedIn } from "../../support/rule-case";
import { regionFixture } from "../../support/region-fixture";
import { cases } from "./cases";

describe.each(cases)("$rule", ({ rule, expected, breaks, passes }) => {
  test("refuses what breaks it: id, and code or property", async () => {
    const aws = new Aws();
    const error = await refusalOf(breaks(aws, await regionFixture(aws)));
    expect(ruleNamedIn(error)).toBe(rule);
    if ("property" in expected) {
      expect(blamed(error)).toEqual([expected.property]);
    } else if ("by" in expected) {
      expect(error.message).toMatch(/^updating (?!.*api error)/);
    } else {
      const said = comparable(error.message);
      expect(said).toMatch(
        new RegExp(
          "^(creating|updating|deleting) .+: operation error .+, https response error StatusCode: 400, " +
            `RequestID: <id>, api error ${expected.code}: `,
        ),
      );
      expect(said).toContain(expected.quote ?? "");
    }
  });

  test("leaves its nearest correct neighbour alone", async () => {
    const aws = new Aws();
    await expect(Promise.resolve(passes(aws, await regionFixture(aws)))).resolves.not.toThrow();
  });
});

describe("the list of rules", () => {
  test("has a case for each rule, and one only", () => {
    expect(cases.map(({ rule }) => rule).sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  test("names each rule once, in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test("links every rule to AWS's own documentation", () => {
    const page = /^https:\/\/docs\.aws\.amazon\.com\/[\w/.-]+\.html(#[\w.-]+)?$/;
    expect(rules.filter(({ link }) => !page.test(link)).map(({ id }) => id)).toEqual([]);
  });

  test("gives an API rule its error code, and a provider's rule the property to blame", () => {
    const incomplete = rules.filter(({ when, code, property }) =>
      when === "plan" ? property === undefined || code !== undefined : code === undefined,
    );
    // The provider refuses it when it updates: RDS has no operation that could.
    expect(incomplete.map(({ id }) => id)).toEqual(["primary-made-a-replica"]);
  });
});
