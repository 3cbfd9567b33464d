import type { DrillReport, ScenarioReport, Trial } from "../../../drill/model/report";

/** Reports that tests change in one place. */

export const aTrial: Trial = {
  trial: 1,
  startedAt: "2026-01-02T03:04:05.000Z",
  verdict: "passed",
  reasons: [],
  broke: ["kill cache-primary: redis-a"],
  outageMs: 2_500,
  impairedMs: 2_600,
  outages: [
    { store: "cache", clients: "any-region", startAt: 50, endAt: 2_550, failed: 60, recovered: true },
  ],
  clients: [
    {
      name: "any-region",
      judged: true,
      outageMs: 2_500,
      impairedMs: 2_600,
      sent: 400,
      failed: 60,
      slow: 4,
    },
  ],
  clientLatenessMs: { median: 0, p95: 3, max: 12 },
  phases: [{ phase: "detect", of: "cache", at: 1_100 }],
  requests: { sent: 400, failed: 60, slow: 4, failedJudged: 60 },
  auditAfterHeal: [
    { store: "database", acknowledged: 200, lost: 0, indeterminate: 0, doubled: 0, lostExamples: [] },
    { store: "cache", acknowledged: 140, lost: 0, indeterminate: 2, doubled: 1, lostExamples: [] },
  ],
  undoneAt: 4_000,
  redundancyMs: 10_000,
  events: [{ at: 1_100, text: "sentinel-a: +odown" }],
  timeline: {
    stepMs: 250,
    fromAt: -500,
    series: [{ store: "cache", clients: "any-region", ok: [6, 6, 0], slow: [0, 0, 1], failed: [0, 0, 5] }],
  },
};

export const aScenario: ScenarioReport = {
  name: "redis_kill",
  hypothesis: "The cache primary dies & a replica <takes> over.",
  verdict: "passed",
  reasons: [],
  budget: { outageMs: 4_000, lostWrites: 0 },
  predictedOutageMs: 2_300,
  outageMs: { median: 2_500, p95: 2_500, max: 2_500 },
  impairedMs: { median: 2_600, p95: 2_600, max: 2_600 },
  redundancyMs: { median: 10_000, p95: 10_000, max: 10_000 },
  trials: [aTrial],
};

export const aReport: DrillReport = {
  version: 2,
  backend: "local",
  startedAt: "2026-01-02T03:04:05.000Z",
  finishedAt: "2026-01-02T03:05:05.000Z",
  verdict: "passed",
  exitCode: 0,
  seed: 1,
  settings: { network: "loopback", cacheDurability: "wait" },
  scenarios: [aScenario],
};

/** A scenario that missed a budget, and one that could not be run. */
export const aBadReport: DrillReport = {
  ...aReport,
  verdict: "missed",
  exitCode: 1,
  scenarios: [
    {
      ...aScenario,
      verdict: "missed",
      reasons: ['trial 1: recovery time: 2.50 s of "2.00" s'],
      trials: [{ ...aTrial, verdict: "missed", reasons: ['recovery time: 2.50 s of "2.00" s'] }],
    },
    {
      name: "region_partition",
      hypothesis: "The active region is cut off.",
      verdict: "not-run",
      reasons: ["needs network namespaces"],
      budget: { outageMs: 30_000, lostWrites: 0 },
      trials: [],
    },
  ],
};
