import type { RunResults } from "../tally";

/** As data: names are as the program has them. */
export function toJson({ program, policies, judging, verdicts, gap, findings }: RunResults): string {
  const report = {
    version: 1,
    project: program.project,
    stack: program.stack,
    policies: policies.length,
    judging: judging.length,
    verdicts,
    ...(gap !== undefined && { partial: gap }),
    findings,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
