import { expect, test } from "@jest/globals";

import { Tally, type Finding } from "../../../policies/framework/tally";
import { fail, pass, unknown } from "../../../policies/framework/verdict";

const program = { project: "shop", stack: "prod" };
const about = { policy: "rds-multi-az", severity: "critical", level: "mandatory", urn: undefined } as const;

test("policies that judged and their verdicts are counted; having nothing to object to is a pass", () => {
  const tally = new Tally();
  tally.count("asg-min-size", [pass]);
  tally.count("asg-min-size", []);
  tally.count("rds-multi-az", [fail("multiAz is false", "set it"), unknown("multiAz")]);
  expect(tally.results([], program)).toMatchObject({
    program,
    judging: ["asg-min-size", "rds-multi-az"],
    verdicts: { pass: 2, fail: 1, unknown: 1 },
  });
});

test("findings come violations first, then what is not known, then what is exempt, each by its message", () => {
  const tally = new Tally();
  const said: readonly Pick<Finding, "kind" | "message">[] = [
    { kind: "exempt", message: "a" },
    { kind: "fail", message: "c" },
    { kind: "unknown", message: "d" },
    { kind: "fail", message: "b" },
  ];
  for (const each of said) tally.finding({ ...about, ...each });
  expect(tally.results([], program).findings.map(({ message }) => message)).toEqual(["b", "c", "d", "a"]);
});

test("a gap in the plan is remembered", () => {
  const tally = new Tally();
  expect(tally.results([], program).gap).toBeUndefined();
  tally.gap("a part was left out");
  expect(tally.results([], program).gap).toBe("a part was left out");
});
