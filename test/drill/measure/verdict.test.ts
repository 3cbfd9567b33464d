import { describe, expect, test } from "@jest/globals";
import { missedBudgets, worst, type TrialLimits } from "../../../drill/measure/verdict";
import type { Audit } from "../../../drill/model/report";

const limits: TrialLimits = { outageMs: 2_000, lostWrites: 0 };
const clean: Audit = {
  store: "database",
  acknowledged: 100,
  lost: 0,
  indeterminate: 0,
  doubled: 0,
  lostExamples: [],
};
const good = {
  outageMs: 1_500,
  impairedMs: 1_800,
  requests: { sent: 120, failed: 10, slow: 3, failedJudged: 10 },
  auditAfterHeal: [clean],
  redundancyMs: 4_000,
};

describe("missed budgets", () => {
  test("are none when everything is inside", () => {
    expect(missedBudgets(limits, good)).toEqual([]);
  });

  test.each([
    [{ outageMs: 2_010 }, "recovery time: 2.01 s of 2.00 s"],
    [
      { auditAfterHeal: [{ ...clean, lost: 3 }] },
      "recovery point: 3 of 100 acknowledged database writes lost, 0 allowed",
    ],
    [{ redundancyMs: undefined }, "redundancy: did not come back after the fault was undone"],
  ])("name the budget, what was found and what was allowed: %j", (change, reason) => {
    expect(missedBudgets(limits, { ...good, ...change })).toEqual([reason]);
  });

  test("hold for failed requests and for slow ones only where promised", () => {
    expect(missedBudgets({ ...limits, failedRequests: 0, impairedMs: 1_000 }, good)).toEqual([
      "slow or failed requests: for 1.80 s of 1.00 s",
      "failed requests: 10 of 0",
    ]);
  });

  test("records that are back after the heal are not lost", () => {
    expect(missedBudgets(limits, { ...good, auditDuringFault: [{ ...clean, lost: 5 }] })).toEqual([]);
  });

  test("the worst verdict counts", () => {
    expect(worst(["passed", "missed", "not-run"])).toBe("missed");
    expect(worst(["passed", "aborted", "missed"])).toBe("aborted");
    expect(worst(["passed", "not-run"])).toBe("not-run");
    expect(worst(["passed", "passed"])).toBe("passed");
    expect(worst([])).toBe("not-run");
  });
});
