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
