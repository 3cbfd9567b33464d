/** What a run came to: how many policies had something to judge, their verdicts, and what was said of them. */
import { escapeMarkdown } from "./markdown";
import type { PolicyVerdict } from "./verdict";

const SETTLED = { pass: "passed", fail: "failed", unknown: "could not be judged" } as const;

/** How a finding is headed. */
const HEADS = { fail: "**Violated.**", unknown: "Not known.", exempt: "Exempt." } as const;

export class Tally {
  readonly #policies = new Set<string>();
  readonly #verdicts: Record<PolicyVerdict["kind"], number> = { pass: 0, fail: 0, unknown: 0 };
  #gap: string | undefined;
  readonly #findings: Record<keyof typeof HEADS, string[]> = { fail: [], unknown: [], exempt: [] };

  /** No verdict at all means that there was nothing to object to, which is a pass. */
  count(policy: string, verdicts: readonly PolicyVerdict[]): void {
    this.#policies.add(policy);
    if (verdicts.length === 0) this.#verdicts.pass += 1;
    for (const { kind } of verdicts) this.#verdicts[kind] += 1;
  }

  /** Remembers what people were told. */
  finding(kind: keyof typeof HEADS, message: string): void {
    this.#findings[kind].push(message);
  }

  /** Remembers that the plan is not the whole program. */
  gap(sentence: string): void {
    this.#gap = sentence;
  }

  /** @param enforced how many policies the pack enforces, whether or not they found something to judge. */
  text(enforced: number): string {
    return `Policies checked\n  ${this.#sum(enforced)}\n${this.#gap === undefined ? "" : `  ${this.#gap}\n`}`;
  }

  /** The same, and every finding, for a pull-request comment. */
  markdown(enforced: number): string {
    const findings = (["fail", "unknown", "exempt"] as const).flatMap((kind) =>
      this.#findings[kind].toSorted().map((message) => `- ${HEADS[kind]} ${escapeMarkdown(message)}`),
    );
    const gap = this.#gap === undefined ? "" : `**${escapeMarkdown(this.#gap)}**`;
    const sections = ["### Policies", `${this.#sum(enforced)}.`, gap, findings.join("\n")];
    return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
  }

  #sum(enforced: number): string {
    const judged = Object.entries(this.#verdicts).filter(([kind, count]) => kind === "pass" || count > 0);
    const verdicts = judged.map(([kind, count]) => `${count} ${SETTLED[kind as PolicyVerdict["kind"]]}`);
    return `${enforced} policies, ${this.#policies.size} of them with something to judge: ${verdicts.join(", ")}`;
  }
}
