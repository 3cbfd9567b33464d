import type { ScenarioReport } from "../model/report";
import type { DrillProgress, OnProgress } from "../runner/progress";
import { seconds } from "../report/figures";

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

/** For example `redis_kill: passed, outage 2.46 s at most of 4.00 s`, and why not when it did not pass. */
function summary({ name, verdict, reasons, outageMs, budget }: ScenarioReport): string {
  const measured =
    outageMs && verdict !== "dry-run"
      ? `, outage ${seconds(outageMs.max)} s at most of ${seconds(budget.outageMs)} s`
      : "";
  return [`${name}: ${verdict}${measured}`, ...reasons.map((reason) => `  ${reason}`)].join("\n");
}
