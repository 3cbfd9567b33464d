import type { ScenarioReport, Trial } from "../model/report";

/** Figures of a report in words, the same in every form. */

/** Seconds with two places; a dash for what was not measured. */
export function seconds(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "–" : (milliseconds / 1000).toFixed(2);
}

/** What became of the acknowledged writes of one store, over all trials of a scenario. */
export function totals(report: ScenarioReport, store: "database" | "cache") {
  const sum = { acknowledged: 0, lost: 0, indeterminate: 0, doubled: 0 };
  for (const audit of report.trials
    .flatMap((trial) => trial.auditAfterHeal)
    .filter((one) => one.store === store)) {
    sum.acknowledged += audit.acknowledged;
    sum.lost += audit.lost;
    sum.indeterminate += audit.indeterminate;
    sum.doubled += audit.doubled;
  }
  return sum;
}

export function requestTotals(report: ScenarioReport): Trial["requests"] {
  const sum = { sent: 0, failed: 0, slow: 0, failedJudged: 0 };
  for (const { requests } of report.trials) {
    sum.sent += requests.sent;
    sum.failed += requests.failed;
    sum.slow += requests.slow;
    sum.failedJudged += requests.failedJudged;
  }
  return sum;
}
