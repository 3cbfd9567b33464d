import type { ScenarioReport } from "../model/report";
import type { DrillProgress, OnProgress } from "../runner/progress";
import { seconds, unjudgedOutages } from "../report/figures";

/** One line for each thing that happens: for logs and pipes. */
export function lineView(write: (line: string) => void): OnProgress {
  return (progress) => {
    const line = lineOf(progress);
    if (line !== undefined) write(line);
  };
}

export function lineOf(progress: DrillProgress): string | undefined {
  switch (progress.kind) {
    case "trial":
      return `${progress.scenario} ${progress.trial}/${progress.of}`;
    case "break":
      return `  ${progress.text}`;
    case "step":
    case "clients":
    case "event":
      return undefined;
    case "judged": {
      const { trial } = progress;
      if (trial.verdict === "dry-run") return `  would ${trial.broke.join(", then ")}`;
      return `  ${trial.verdict}: outage ${seconds(trial.outageMs)} s, ${trial.requests.failed} of ${trial.requests.sent} requests failed`;
    }
    case "scenario-judged":
      return summary(progress.report);
  }
}

/**
 * For example `redis_kill: passed, outage 2.46 s at most of 4.00 s`, why not when it did not pass, and what clients saw
 * that are not judged.
 */
function summary(report: ScenarioReport): string {
  const { name, verdict, reasons, outageMs, budget } = report;
  const measured =
    outageMs && verdict !== "dry-run"
      ? `, outage ${seconds(outageMs.max)} s at most of ${seconds(budget.outageMs)} s`
      : "";
  const others = [...unjudgedOutages(report)].map(
    ([clients, outage]) => `  clients of ${clients}, not judged: outage ${seconds(outage)} s at most`,
  );
  return [`${name}: ${verdict}${measured}`, ...reasons.map((reason) => `  ${reason}`), ...others].join("\n");
}
