import { describe, expect, test } from "@jest/globals";
import { lineOf } from "../../../drill/view/lines";
import { Status } from "../../../drill/view/live";
import { aBadReport, aScenario, aTrial } from "../support/report";

describe("the live line", () => {
  test("says what was broken, for how long, and what clients see", () => {
    const status = new Status();
    status.take({ kind: "trial", scenario: "redis_kill", trial: 2, of: 3 });
    status.take({ kind: "break", text: "kill cache-primary: redis-a" });
    status.take({ kind: "step", text: "waiting for the clients to be served again" });
    status.take({ kind: "clients", sinceFaultMs: 1_240, sent: 100, failed: 17 });
    status.take({ kind: "event", text: "sentinel-b: +odown" });
    expect(status.text).toBe(
      "trial 2 of 3 · kill cache-primary: redis-a · waiting for the clients to be served again · 1.2 s, 17 of 100 requests failed · sentinel-b: +odown",
    );
  });

  test("forgets the last trial's clients, and what it broke", () => {
    const status = new Status();
    status.take({ kind: "break", text: "kill cache-primary: redis-a" });
    status.take({ kind: "step", text: "waiting for redundancy" });
    status.take({ kind: "clients", sinceFaultMs: undefined, sent: 5, failed: 0 });
    status.take({ kind: "trial", scenario: "redis_kill", trial: 1, of: 1 });
    expect(status.text).toBe("trial 1 of 1");
  });
});

describe("the lines of a log", () => {
  test("tell what is broken, and a trial's result", () => {
    expect(lineOf({ kind: "break", text: "kill cache-primary: redis-a" })).toBe(
      "  kill cache-primary: redis-a",
    );
    expect(lineOf({ kind: "judged", scenario: "redis_kill", trial: aTrial })).toBe(
      "  passed: outage 2.50 s, 60 of 400 requests failed",
    );
  });

  test("name what a dry run would break, and no figures", () => {
    const verdict = "dry-run";
    expect(lineOf({ kind: "judged", scenario: "redis_kill", trial: { ...aTrial, verdict } })).toBe(
      "  would kill cache-primary: redis-a",
    );
    expect(lineOf({ kind: "scenario-judged", report: { ...aScenario, verdict } })).toBe(
      "redis_kill: dry-run",
    );
  });

  test("leave out what changes all the time", () => {
    expect(lineOf({ kind: "clients", sinceFaultMs: 1, sent: 1, failed: 0 })).toBeUndefined();
    expect(lineOf({ kind: "step", text: "undoing" })).toBeUndefined();
  });

  test("hold a scenario against its budget, and name the budgets that were missed", () => {
    const reasons = ["trial 1: recovery time: 4.10 s of 4.00 s"];
    expect(lineOf({ kind: "scenario-judged", report: aScenario })).toBe(
      "redis_kill: passed, outage 2.50 s at most of 4.00 s",
    );
    const behindBoth = { ...aTrial.clients[0]!, name: "shared-address", judged: false, outageMs: 20_800 };
    const both = [...aTrial.clients, behindBoth];
    const report = { ...aScenario, trials: [{ ...aTrial, clients: both }] };
    expect(lineOf({ kind: "scenario-judged", report })).toBe(
      "redis_kill: passed, outage 2.50 s at most of 4.00 s\n  clients of shared-address, not judged: outage 20.80 s at most",
    );
    const [missed, notRun] = aBadReport.scenarios;
    expect(lineOf({ kind: "scenario-judged", report: { ...missed!, reasons } })).toBe(
      "redis_kill: missed, outage 2.50 s at most of 4.00 s\n  trial 1: recovery time: 4.10 s of 4.00 s",
    );
    expect(lineOf({ kind: "scenario-judged", report: notRun! })).toBe(
      "region_partition: not-run\n  needs network namespaces",
    );
  });
});
