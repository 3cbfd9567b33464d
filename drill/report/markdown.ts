import type { DrillReport, ScenarioReport } from "../model/report";
import {
  auditsText,
  clientsText,
  fenceText,
  glossary,
  latenessText,
  outagesText,
  requestTotals,
  seconds,
  totals,
} from "./figures";
import type { Comparison } from "./history";

/** The report for people, as Markdown. */
export function toMarkdown(report: DrillReport, comparisons: readonly Comparison[]): string {
  return [
    `# Drill on ${report.backend}: ${report.verdict}`,
    "",
    `From ${report.startedAt} to ${report.finishedAt}, seed ${report.seed}, exit code ${report.exitCode}.`,
    "",
    `Times in seconds. ${glossary}`,
    "",
    "| scenario | verdict | budget | predicted | outage median | p95 | max | slow or failed | redundant again | requests failed / slow | database lost / indeterminate / doubled | cache lost / indeterminate / doubled |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...report.scenarios.map(row),
    "",
    ...comparisons.filter(({ trend }) => trend !== "first").map(compared),
    "",
    ...report.scenarios.flatMap(details),
    "## Settings",
    "",
    ...Object.entries(report.settings).map(([name, value]) => `- ${name}: ${value}`),
    "",
  ].join("\n");
}

function row(report: ScenarioReport): string {
  const { outageMs, redundancyMs, budget, predictedOutageMs } = report;
  const requests = requestTotals(report);
  const cells = [
    report.name,
    report.verdict,
    seconds(budget.outageMs),
    seconds(predictedOutageMs),
    seconds(outageMs?.median),
    seconds(outageMs?.p95),
    seconds(outageMs?.max),
    seconds(report.impairedMs?.median),
    seconds(redundancyMs?.median),
    `${requests.failed} / ${requests.slow}`,
    writes(report, "database"),
    writes(report, "cache"),
  ];
  return `| ${cells.join(" | ")} |`;
}

function compared({ scenario, trend, nowMs, beforeMs, runsBefore }: Comparison): string {
  return `- ${scenario} against ${runsBefore} earlier runs: ${trend}, ${seconds(nowMs)} s now, ${seconds(beforeMs)} s before`;
}

function writes(report: ScenarioReport, store: "database" | "cache"): string {
  const { lost, indeterminate, doubled } = totals(report, store);
  return `${lost} / ${indeterminate} / ${doubled}`;
}

function details({ name, hypothesis, reasons, trials }: ScenarioReport): string[] {
  return [
    `## ${name}`,
    "",
    hypothesis,
    "",
    ...reasons.map((reason) => `- **${reason}**`),
    ...trials.flatMap((trial) => [
      `- Trial ${trial.trial}, ${trial.startedAt}: ${trial.broke.join(", then ")}; ${trial.verdict}, outage ${seconds(trial.outageMs)} s.`,
      ...trial.phases.map(({ of, phase, at }) => `  - ${of} ${phase} at ${seconds(at)} s`),
      ...outagesText(trial).map((line) => `  - outage: ${line}`),
      ...trial.clients.map((clients) => `  - ${clientsText(clients)}`),
      ...[...auditsText(trial), ...fenceText(trial), ...latenessText(trial)].map((line) => `  - ${line}`),
    ]),
    "",
  ];
}
