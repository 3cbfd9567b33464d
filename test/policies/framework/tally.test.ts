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
  tally.finding("unknown", "web cannot be judged");
  tally.finding("exempt", "old breaks rds-multi-az");
  tally.finding("fail", "[db](http://example.com) <b> @team breaks rds-multi-az");
  expect(tally.markdown(70)).toBe(
    "### Policies\n\n70 policies, 1 of them with something to judge: 1 passed.\n\n" +
      "- **Violated.** \\[db\\](http://example.com) \\<b\\> &#64;team breaks rds-multi-az\n" +
      "- Not known. web cannot be judged\n" +
      "- Exempt. old breaks rds-multi-az\n",
  );
});
