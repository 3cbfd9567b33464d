import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Aborted } from "../../../drill/model/exit-code";
import { drillReportSchema, type DrillReport } from "../../../drill/model/report";
import type { Scenario } from "../../../drill/model/scenario";
import { Journal, readJournal } from "../../../drill/runner/journal";
import { run } from "../../../drill/runner/run";
import type { RunPlan } from "../../../drill/runner/run-plan";
import { FakeBackend } from "../support/fake-backend";

const scenario: Scenario = {
  name: "part_kill",
  hypothesis: "A part dies and no client notices.",
  clients: "any-region",
  act: [{ do: "break", fault: "kill", target: "application" }],
  budgets: { local: { recoverySeconds: 0.5 } },
};

describe("a run", () => {
  const path = join(mkdtempSync(join(tmpdir(), "drill-")), "journal.jsonl");
  let fresh: FakeBackend;

  beforeEach(async () => {
    fresh = new FakeBackend();
    await fresh.open();
  });
  afterEach(async () => {
    await fresh.close();
  });

  async function drill(
    plan: Partial<RunPlan> = {},
    signal = new AbortController().signal,
  ): Promise<DrillReport> {
    const journal = new Journal(path);
    const whole: RunPlan = { scenarios: [scenario], trials: 1, seed: 1, dryRun: false, ...plan };
    const report = await run(whole, { adapter: fresh.adapter, journal, onProgress: () => undefined, signal });
    journal.close();
    return drillReportSchema.parse(report);
  }

  test("passes when clients notice nothing", async () => {
    fresh.faultsHurt = false;
    const report = await drill();
    expect(report).toMatchObject({ verdict: "passed", exitCode: 0 });
    expect(report.scenarios[0]?.trials[0]).toMatchObject({ outageMs: 0, requests: { failed: 0 } });
    expect(fresh.done).toEqual(["kill", "undo"]);
  });

  test("misses the budget when the outage lasts until the undo", async () => {
    const report = await drill({ recoverySeconds: 0.1 });
    expect(report).toMatchObject({ verdict: "missed", exitCode: 1 });
    expect(report.scenarios[0]?.reasons[0]).toMatch(/^trial 1: recovery time: \d+\.\d\d s of 0\.10 s$/);
  });

  test("misses the budget when an acknowledged write is gone", async () => {
    fresh.faultsHurt = fresh.keeps = false;
    const report = await drill();
    expect(report.exitCode).toBe(1);
    expect(report.scenarios[0]?.reasons).toEqual([
      expect.stringMatching(
        /^trial 1: recovery point: (\d+) of \1 acknowledged database writes lost, 0 allowed$/,
      ),
      expect.stringMatching(
        /^trial 1: recovery point: (\d+) of \1 acknowledged cache writes lost, 0 allowed$/,
      ),
    ]);
  });

  test("breaks nothing without steady state", async () => {
    fresh.probes = [{ name: "all parts up", ok: false, found: "two of three" }];
    const report = await drill();
    expect(report).toMatchObject({ verdict: "not-run", exitCode: 2 });
    expect(report.scenarios[0]?.reasons).toEqual([
      "no steady state, nothing was broken: all parts up (two of three)",
    ]);
    expect(fresh.done).toEqual([]);
  });

  test("breaks nothing when requests fail before the fault", async () => {
    fresh.serves = false;
    const report = await drill();
    expect(report.exitCode).toBe(2);
    expect(report.scenarios[0]?.reasons[0]).toMatch(/requests failed before the fault$/);
    expect(fresh.done).toEqual([]);
  });

  test("says why a scenario cannot be run here", async () => {
    fresh.missing = ["needs network namespaces"];
    const report = await drill();
    expect(report.scenarios[0]).toMatchObject({
      verdict: "not-run",
      reasons: ["needs network namespaces"],
      trials: [],
    });
  });

  test("aborts and undoes when the fault has no effect", async () => {
    fresh.verifies = false;
    const report = await drill();
    expect(report).toMatchObject({ verdict: "aborted", exitCode: 3 });
    expect(report.scenarios[0]?.reasons).toEqual(["kill application: part-1 had no effect"]);
    expect(fresh.done).toEqual(["kill", "undo"]);
  });

  test("aborts and undoes when it is stopped, and begins nothing more", async () => {
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort(new Aborted("stopped by SIGINT"));
    }, 2_000);
    const report = await drill({ scenarios: [scenario, scenario] }, stop.signal);
    expect(report).toMatchObject({ verdict: "aborted", exitCode: 3 });
    expect(report.scenarios.map(({ reasons }) => reasons)).toEqual([["stopped by SIGINT"]]);
    expect(fresh.done).toEqual(["kill", "undo"]);
  });

  test("aborts and undoes when an alarm rings", async () => {
    setTimeout(() => {
      fresh.alarms = ["errors-high"];
    }, 1_500);
    const report = await drill({ scenarios: [{ ...scenario, holdSeconds: 10 }] });
    expect(report.scenarios[0]?.reasons).toEqual(["stopped by an alarm: errors-high"]);
    expect(fresh.done).toEqual(["kill", "undo"]);
  });

  test("is not run, and begins nothing more, when an alarm rings before anything is broken", async () => {
    fresh.alarms = ["errors-high"];
    const report = await drill({ scenarios: [scenario, scenario] });
    expect(report).toMatchObject({ verdict: "not-run", exitCode: 2 });
    expect(report.scenarios[0]?.reasons).toEqual(["nothing was broken: errors-high"]);
    expect(fresh.done).toEqual([]);
  });

  test("is not run when an alarm begins to ring while steady state is awaited", async () => {
    fresh.probes = [{ name: "all parts up", ok: false, found: "two of three" }];
    setTimeout(() => {
      fresh.alarms = ["errors-high"];
    }, 500);
    const report = await drill({ scenarios: [scenario, scenario] });
    expect(report).toMatchObject({ verdict: "not-run", exitCode: 2 });
    expect(report.scenarios.map(({ reasons }) => reasons)).toEqual([["stopped by an alarm: errors-high"]]);
    expect(fresh.done).toEqual([]);
  });

  test("measures after the last event was told", async () => {
    fresh.faultsHurt = false;
    const report = await drill();
    const texts = report.scenarios[0]?.trials[0]?.events.map(({ text }) => text);
    expect(texts).toEqual(["watching", "told at the end"]);
  });

  test("passes the signal that stops it to what breaks", async () => {
    const stop = new AbortController();
    fresh.hangs = true;
    setTimeout(() => {
      stop.abort(new Aborted("stopped by SIGINT"));
    }, 2_000);
    const report = await drill({}, stop.signal);
    expect(report.scenarios[0]).toMatchObject({ verdict: "aborted", reasons: ["stopped by SIGINT"] });
    expect(fresh.done).toEqual(["kill", "undo"]);
  });

  test("runs once what people must rebuild, and does not wait for redundancy", async () => {
    fresh.faultsHurt = false;
    fresh.staysBroken = true;
    const byHand = {
      ...scenario,
      budgets: { local: { recoverySeconds: 1, redundancy: "by-hand" as const } },
    };
    const report = await drill({ scenarios: [byHand], trials: 3 });
    expect(report).toMatchObject({ verdict: "passed", exitCode: 0 });
    expect(report.scenarios[0]?.trials).toHaveLength(1);
    expect(report.scenarios[0]?.trials[0]).not.toHaveProperty("redundancyMs");
    expect(report.scenarios[0]?.budget).toMatchObject({ redundancy: "by-hand" });
  });

  test("fences the lost region before it comes back, and fails back after everything is redundant", async () => {
    fresh.faultsHurt = false;
    const budgets = { local: { recoverySeconds: 1, fencesLostRegion: true } };
    const report = await drill({ scenarios: [{ ...scenario, budgets }] });
    expect(fresh.done).toEqual(["kill", "fence a", "undo", "fail back"]);
    expect(report.verdict).toBe("passed");
    const [trial] = report.scenarios[0]!.trials;
    expect(trial?.requests.servedByLostRegion).toBe(0);
    expect(trial?.clients.map(({ name, judged }) => [name, judged])).toEqual([
      ["any-region", true],
      ["newcomers", true],
    ]);
  });

  test("misses when the lost region serves a request after its return", async () => {
    fresh.faultsHurt = false;
    fresh.servedBy = "a";
    const budgets = { local: { recoverySeconds: 1, fencesLostRegion: true } };
    const report = await drill({ scenarios: [{ ...scenario, budgets }] });
    expect(report.exitCode).toBe(1);
    expect(report.scenarios[0]?.reasons).toEqual([
      expect.stringMatching(
        /^trial 1: fence: \d+ requests were served by the lost region after its return, 0 allowed$/,
      ),
    ]);
  });

  test("misses when redundancy does not come back by itself", async () => {
    fresh.faultsHurt = false;
    fresh.staysBroken = true;
    const report = await drill();
    expect(report.scenarios[0]?.reasons).toEqual([
      "trial 1: redundancy: did not come back after the fault was undone",
    ]);
    expect(report.exitCode).toBe(1);
  });

  test("breaks nothing in a dry run, and names the target", async () => {
    const report = await drill({ dryRun: true });
    expect(report).toMatchObject({ verdict: "dry-run", exitCode: 0 });
    expect(report.scenarios[0]?.trials[0]?.broke).toEqual(["kill application: part-1"]);
    expect(fresh.done).toEqual([]);
  });

  test("writes down what it will break before it does", async () => {
    fresh.faultsHurt = false;
    await drill();
    const last = readJournal(path).slice(-6);
    expect(last.map(({ what }) => what)).toEqual(["begin", "intend", "done", "undo", "undone", "end"]);
    expect(last[1]).toMatchObject({ trial: "part_kill 1/1", text: "kill application: part-1" });
  });
});
