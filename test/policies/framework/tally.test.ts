import { expect, test } from "@jest/globals";

import { Tally } from "../../../policies/framework/tally";
import { fail, pass, unknown } from "../../../policies/framework/verdict";

test("policies that judged and their verdicts are counted; what never happened is not mentioned", () => {
  const tally = new Tally();
  tally.count("asg-min-size", [pass]);
  tally.count("asg-min-size", []);
  tally.count("rds-multi-az", [pass]);
  expect(tally.text(70)).toBe(
    "Policies checked\n  70 policies, 2 of them with something to judge: 3 passed\n",
  );
  tally.count("rds-multi-az", [fail("multiAz is false", "set it"), unknown("multiAz")]);
  expect(tally.text(70)).toBe(
    "Policies checked\n  70 policies, 2 of them with something to judge: 3 passed, 1 failed, 1 could not be judged\n",
  );
});

test("a comment lists what was found, violations first, and lets no name of the program become markup", () => {
  const tally = new Tally();
  tally.count("rds-multi-az", [pass]);
  expect(tally.markdown(70)).toBe(
    "### Policies\n\n70 policies, 1 of them with something to judge: 1 passed.\n",
  );
  const about = { policy: "rds-multi-az", severity: "critical", level: "advisory", urn: undefined } as const;
  tally.finding({ ...about, kind: "unknown", message: "web cannot be judged" });
  tally.finding({ ...about, kind: "exempt", message: "old breaks rds-multi-az" });
  tally.finding({
    ...about,
    kind: "fail",
    level: "mandatory",
    message: "[db](http://example.com) <b> @team breaks rds-multi-az",
  });
  expect(tally.markdown(70)).toBe(
    "### Policies\n\n70 policies, 1 of them with something to judge: 1 passed.\n\n" +
      "- **Violated** (mandatory, critical). \\[db\\](http://example.com) \\<b\\> &#64;team breaks rds-multi-az\n" +
      "- Not known (advisory, critical). web cannot be judged\n" +
      "- Exempt (advisory, critical). old breaks rds-multi-az\n",
  );
});

test("as data, every finding has its policy, severity, level and URN, and the report its project and stack", () => {
  const tally = new Tally();
  tally.count("rds-multi-az", [fail("multiAz is false", "set it")]);
  const finding = {
    kind: "fail",
    policy: "rds-multi-az",
    severity: "critical",
    level: "mandatory",
    urn: "urn:pulumi:prod::shop::aws:rds/instance:Instance::db",
    message: "db breaks rds-multi-az",
  } as const;
  tally.finding(finding);
  expect(JSON.parse(tally.json(70, { project: "shop", stack: "prod" }))).toEqual({
    version: 1,
    project: "shop",
    stack: "prod",
    policies: 70,
    judging: 1,
    verdicts: { pass: 0, fail: 1, unknown: 0 },
    findings: [finding],
  });
});
