import type { Audit, ScenarioReport, Trial } from "../model/report";

/** Figures of a report in words, the same in every form. */

/** Seconds with two places; a dash for what was not measured. */
export function seconds(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "–" : (milliseconds / 1000).toFixed(2);
}

/** What an outage is and what became of writes, for readers who see a report for the first time. */
export const glossary =
  "An outage is a stretch of failed requests, from the first that was sent to the answer of the first success after it. " +
  "Writes that were acknowledged and are gone are lost; refused and there all the same, indeterminate; applied twice, doubled.";

/** Every outage of a trial in seconds since the fault, for example `cache, any-region: 0.05 to 2.55, 60 failed`. */
export function outagesText({ outages }: Trial): readonly string[] {
  return outages.map(
    ({ store, clients, startAt, endAt, failed, recovered }) =>
      `${store}, ${clients}: ${seconds(startAt)} to ${seconds(endAt)}, ${failed} failed${recovered ? "" : ", not recovered"}`,
  );
}

/** What a group of clients saw, for example `clients of a (not judged): outage 20.80 s, 157 of 515 requests failed`. */
export function clientsText({ name, judged, outageMs, sent, failed }: Trial["clients"][number]): string {
  return `clients of ${name}${judged ? "" : " (not judged)"}: outage ${seconds(outageMs)} s, ${failed} of ${sent} requests failed`;
}

/** Whether the fence around a lost region held, where there was one. */
export function fenceText({ requests: { servedByLostRegion } }: Trial): readonly string[] {
  if (servedByLostRegion === undefined) return [];
  return [`${servedByLostRegion} requests served by the lost region, from its return until the failback`];
}

/** How late the clients themselves were, where the trial knows. */
export function latenessText({ clientLatenessMs: late }: Trial): readonly string[] {
  if (!late) return [];
  return [`the clients sent at most ${seconds(late.max)} s late; a shorter outage may have been missed`];
}

/** What the searches for the records found, for example `after the heal: database 200 acknowledged, 0 lost, …`. */
export function auditsText({ auditDuringFault = [], auditAfterHeal }: Trial): readonly string[] {
  const text = (audits: readonly Audit[]): string =>
    audits
      .map(
        ({ store, acknowledged, lost, indeterminate, doubled }) =>
          `${store} ${acknowledged} acknowledged, ${lost} lost, ${indeterminate} indeterminate, ${doubled} doubled`,
      )
      .join(" · ");
  return [
    ...(auditDuringFault.length > 0 ? [`while the fault lasted: ${text(auditDuringFault)}`] : []),
    `after the heal: ${text(auditAfterHeal)}`,
  ];
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

/** The longest outage of each group of clients that no budget holds for, over all trials. */
export function unjudgedOutages({ trials }: ScenarioReport): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const { name, outageMs } of trials.flatMap(({ clients }) => clients.filter(({ judged }) => !judged))) {
    longest.set(name, Math.max(outageMs, longest.get(name) ?? 0));
  }
  return longest;
}

export function requestTotals(report: ScenarioReport): Trial["requests"] {
  const sum: Trial["requests"] = { sent: 0, failed: 0, slow: 0, failedJudged: 0 };
  for (const { requests } of report.trials) {
    sum.sent += requests.sent;
    sum.failed += requests.failed;
    sum.slow += requests.slow;
    sum.failedJudged += requests.failedJudged;
    if (requests.servedByLostRegion !== undefined)
      sum.servedByLostRegion = (sum.servedByLostRegion ?? 0) + requests.servedByLostRegion;
  }
  return sum;
}
