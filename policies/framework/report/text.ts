import { printable } from "../printable";
import type { RunResults } from "../tally";
import type { PolicyVerdict } from "../verdict";

const SETTLED = { pass: "passed", fail: "failed", unknown: "could not be judged" } as const;

/** Two or three lines for a terminal: the findings themselves are printed by the engine. */
export function toText(results: RunResults): string {
  const gap = results.gap === undefined ? "" : `  ${printable(results.gap)}\n`;
  return `Policies checked\n  ${summary(results)}\n${gap}`;
}

/** What a run came to in one line. */
export function summary({ policies, judging, verdicts }: RunResults): string {
  const counted = Object.entries(verdicts).filter(([kind, count]) => kind === "pass" || count > 0);
  const words = counted.map(([kind, count]) => `${count} ${SETTLED[kind as PolicyVerdict["kind"]]}`);
  return `${policies.length} policies, ${judging.length} of them with something to judge: ${words.join(", ")}`;
}
