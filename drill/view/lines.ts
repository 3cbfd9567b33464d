import type { Progress, Tell } from "../runner/progress";

/** One line for each thing that happens: for logs and pipes. */
export function lineView(write: (line: string) => void): Tell {
  return (progress) => {
    const line = lineOf(progress);
    if (line !== undefined) write(line);
  };
}

export function lineOf(progress: Progress): string | undefined {
  switch (progress.kind) {
    case "trial":
      return `${progress.scenario} ${progress.trial}/${progress.of}`;
    case "step":
      return `  ${progress.text}`;
    case "clients":
    case "sighting":
      return undefined;
    case "judged": {
      const { trial } = progress;
      const outage = (trial.outageMs / 1000).toFixed(2);
      return `  ${trial.verdict}: outage ${outage} s, ${trial.requests.failed} of ${trial.requests.sent} requests failed`;
    }
    case "scenario-judged":
      return [
        `${progress.scenario}: ${progress.verdict}`,
        ...progress.reasons.map((reason) => `  ${reason}`),
      ].join("\n");
  }
}
