import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { Journal } from "../../../../drill/runner/journal";
import { run } from "../../../../drill/runner/run";
import { selectScenarios } from "../../../../drill/scenarios/catalogue";
import { startApplication } from "./support/application";
import { startMoto, type Moto } from "./support/moto";
import { setAlarm } from "./support/platform";
import { Stage } from "./support/stage";

let moto: Moto;
let stage: Stage;
let application: Awaited<ReturnType<typeof startApplication>>;
let folder: string;

// The first run installs moto.
beforeAll(async () => {
  moto = await startMoto();
  application = await startApplication();
  folder = mkdtempSync(join(tmpdir(), "drill-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await application.stop();
  await moto.stop();
});
beforeEach(async () => void (stage = await Stage.build(moto)));
afterEach(async () => {
  await stage.clear();
});

async function drill(scenario: string, trials = 1) {
  const adapter = await stage.openLive(application.url);
  const journal = new Journal(join(folder, "journal.jsonl"));
  const plan = { scenarios: selectScenarios(scenario), trials, seed: 1, dryRun: false };
  try {
    const { signal } = new AbortController();
    return await run(plan, { adapter, journal, onProgress: () => undefined, signal });
  } finally {
    journal.close();
    adapter.close();
  }
}

it("passes a whole trial on a stack whose clients notice nothing", async () => {
  const report = await drill("primary_kill");
  const [trial] = report.scenarios[0]!.trials;
  expect(report.scenarios[0]!.reasons).toEqual([]);
  expect(report).toMatchObject({ backend: "aws", verdict: "passed", exitCode: 0 });
  expect(trial!.broke).toEqual(["kill database-primary: database-us-east-1 in us-east-1a"]);
  expect(trial!.auditAfterHeal.map(({ lost }) => lost)).toEqual([0, 0]);
  expect(stage.stub.changes).toEqual(["rds RebootDBInstance"]);
});

it("cuts a zone off and gives it back", async () => {
  const report = await drill("zone_isolate");
  expect(report.scenarios[0]!.reasons).toEqual([]);
  expect(report).toMatchObject({ verdict: "passed", exitCode: 0 });
  expect(report.scenarios[0]!.trials[0]!.broke).toEqual([
    expect.stringMatching(/^isolate zone: us-east-1a, subnet-\w+, database-us-east-1, cache$/),
  ]);
  expect(stage.stub.experiments.templates.size).toBe(0);
});

it("kills a region once, however many trials are asked for, and leaves its rebuilding to people", async () => {
  const report = await drill("region_kill", 3);
  expect(report.scenarios[0]!.reasons).toEqual([]);
  expect(report).toMatchObject({ verdict: "passed", exitCode: 0 });
  expect(report.scenarios[0]!.trials).toHaveLength(1);
  expect(report.scenarios[0]!.trials[0]).not.toHaveProperty("redundancyMs");
});

it("does not begin while an alarm rings", async () => {
  await setAlarm(stage.active, "ALARM");
  stage.stub.changes.length = 0;
  const report = await drill("primary_kill");
  expect(report.exitCode).toBe(2);
  expect(report.scenarios[0]!.reasons).toEqual([
    "nothing was broken: the alarm too-many-errors in us-east-1 rings (by the test)",
  ]);
  expect(report.scenarios[0]!.trials).toEqual([]);
  expect(stage.stub.changes).toEqual([]);
});
