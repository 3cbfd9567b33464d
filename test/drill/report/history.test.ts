import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  compare,
  linesOf,
  readHistory,
  recordHistory,
  type HistoryLine,
} from "../../../drill/report/history";
import { aReport, aScenario } from "../support/report";

const line = (change: Partial<HistoryLine> = {}): HistoryLine => ({
  finishedAt: "2026-01-02T03:05:05.000Z",
  backend: "local",
  scenario: "redis_kill",
  settings: { network: "loopback", cacheDurability: "wait" },
  verdict: "passed",
  trials: 1,
  outageMedianMs: 2_500,
  lost: 0,
  ...change,
});

describe("the comparison with earlier runs", () => {
  test.each([
    [2_500, "same"],
    [3_100, "same"],
    [3_200, "worse"],
    [1_800, "better"],
  ])("of %d ms after runs of 2.5 s is %s", (outageMedianMs, trend) => {
    const earlier = [line(), line({ outageMedianMs: 9_000 }), line({ outageMedianMs: 2_400 })];
    expect(compare(earlier, line({ outageMedianMs }))).toMatchObject({
      trend,
      beforeMs: 2_500,
      runsBefore: 3,
    });
  });

  test("is worse when a write was lost anew", () => {
    expect(compare([line()], line({ lost: 1 })).trend).toBe("worse");
  });

  test("leaves out runs with other settings, of other scenarios and on other backends", () => {
    const others = [
      line({ settings: { network: "namespaces" } }),
      line({ scenario: "api_kill" }),
      line({ backend: "aws" }),
    ];
    expect(compare(others, line())).toEqual({
      scenario: "redis_kill",
      trend: "first",
      nowMs: 2_500,
      runsBefore: 0,
    });
  });
});

describe("the history file", () => {
  test("grows by a line for each scenario that was measured", () => {
    const folder = mkdtempSync(join(tmpdir(), "drill-"));
    const unmeasured = { ...aScenario, name: "region_kill", verdict: "not-run" as const, trials: [] };
    delete (unmeasured as Partial<typeof unmeasured>).outageMs;
    const report = { ...aReport, scenarios: [aScenario, unmeasured] };
    expect(recordHistory(folder, report).map(({ trend }) => trend)).toEqual(["first"]);
    expect(recordHistory(folder, report).map(({ trend }) => trend)).toEqual(["same"]);
    expect(readHistory(readFileSync(join(folder, "history.jsonl"), "utf8"))).toEqual([line(), line()]);
  });

  test("does not count a dry run", () => {
    expect(linesOf({ ...aReport, scenarios: [{ ...aScenario, verdict: "dry-run" }] })).toEqual([]);
  });

  test("is read although a line is broken", () => {
    expect(readHistory(`{"half":\n${JSON.stringify(line())}\n`)).toEqual([line()]);
  });
});
