import type { DrillReport, ScenarioReport, Trial } from "../model/report";
import { escapeMarkup } from "./markup";

/** The report as a JUnit file: a suite for each scenario, a case for each trial. */
export function toJunit(report: DrillReport): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="drill on ${report.backend}">`,
    ...report.scenarios.map(suite),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(scenario: ScenarioReport): string {
  const cases = scenario.trials.map((trial) => testCase(scenario, trial));
  const stopped = scenario.verdict === "not-run" || scenario.verdict === "aborted";
  // What ended the scenario belongs to no finished trial.
  if (stopped) cases.push(stoppedCase(scenario));
  const failures = scenario.trials.filter(({ verdict }) => verdict === "missed").length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="${stopped ? 1 : 0}"`;
  return [`  <testsuite name="${escapeMarkup(scenario.name)}" ${counts}>`, ...cases, "  </testsuite>"].join(
    "\n",
  );
}

function testCase({ name }: ScenarioReport, trial: Trial): string {
  const open = `    <testcase classname="${escapeMarkup(name)}" name="trial ${trial.trial}" time="${(trial.outageMs / 1000).toFixed(3)}"`;
  if (trial.reasons.length === 0) return `${open}/>`;
  return `${open}><failure message="${escapeMarkup(trial.reasons.join("; "))}"/></testcase>`;
}

function stoppedCase({ name, verdict, reasons }: ScenarioReport): string {
  const message = escapeMarkup(`${verdict}: ${reasons.at(-1) ?? "no reason given"}`);
  return `    <testcase classname="${escapeMarkup(name)}" name="${verdict}"><error message="${message}"/></testcase>`;
}
