/** What a run came to: how many policies had something to judge, and their verdicts. */
import type { Verdict } from "./verdict";

const SETTLED = { pass: "passed", fail: "failed", unknown: "could not be judged" } as const;

export class Tally {
  readonly #policies = new Set<string>();
  readonly #verdicts: Record<Verdict["kind"], number> = { pass: 0, fail: 0, unknown: 0 };

  /** No verdict at all means that there was nothing to object to, which is a pass. */
  count(policy: string, verdicts: readonly Verdict[]): void {
    this.#policies.add(policy);
    if (verdicts.length === 0) this.#verdicts.pass += 1;
    for (const { kind } of verdicts) this.#verdicts[kind] += 1;
  }

  /** @param enforced how many policies the pack enforces, whether or not they found something to judge. */
  text(enforced: number): string {
    const judged = Object.entries(this.#verdicts).filter(([kind, count]) => kind === "pass" || count > 0);
    const verdicts = judged.map(([kind, count]) => `${count} ${SETTLED[kind as Verdict["kind"]]}`);
    return `Policies checked\n  ${enforced} policies, ${this.#policies.size} of them with something to judge: ${verdicts.join(", ")}\n`;
  }
}
