/** What a run came to: how many policies had something to judge, their verdicts, and what was said of them. */
import { escapeMarkdown } from "./markdown";
import type { Level, Severity } from "./rule";
import type { PolicyVerdict } from "./verdict";

const SETTLED = { pass: "passed", fail: "failed", unknown: "could not be judged" } as const;

/** How a finding is headed. */
const HEADS = { fail: "**Violated**", unknown: "Not known", exempt: "Exempt" } as const;

/** What people were told, with all that they sort and search by. */
export interface TalliedFinding {
  readonly kind: keyof typeof HEADS;
  readonly policy: string;
  readonly severity: Severity;
  /** Whether it stops the run. */
  readonly level: Level;
  /** Of the resource; undefined for the stack as a whole. */
  readonly urn: string | undefined;
  readonly message: string;
}

/** The program that a run is about. */
export interface JudgedProgram {
  readonly project: string;
  readonly stack: string;
}

export class Tally {
  readonly #policies = new Set<string>();
  readonly #verdicts: Record<PolicyVerdict["kind"], number> = { pass: 0, fail: 0, unknown: 0 };
  #gap: string | undefined;
  readonly #findings: TalliedFinding[] = [];

  /** No verdict at all means that there was nothing to object to, which is a pass. */
  count(policy: string, verdicts: readonly PolicyVerdict[]): void {
    this.#policies.add(policy);
    if (verdicts.length === 0) this.#verdicts.pass += 1;
    for (const { kind } of verdicts) this.#verdicts[kind] += 1;
  }

  /** Remembers what people were told. */
  finding(finding: TalliedFinding): void {
    this.#findings.push(finding);
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
    const findings = this.#sorted().map(
      ({ kind, level, severity, message }) =>
        `- ${HEADS[kind]} (${level}, ${severity}). ${escapeMarkdown(message)}`,
    );
    const gap = this.#gap === undefined ? "" : `**${escapeMarkdown(this.#gap)}**`;
    const sections = ["### Policies", `${this.#sum(enforced)}.`, gap, findings.join("\n")];
    return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
  }

  /** The same as data: names are as the program has them. */
  json(enforced: number, { project, stack }: JudgedProgram): string {
    const report = {
      version: 1,
      project,
      stack,
      policies: enforced,
      judging: this.#policies.size,
      verdicts: this.#verdicts,
      ...(this.#gap !== undefined && { partial: this.#gap }),
      findings: this.#sorted(),
    };
    return `${JSON.stringify(report, undefined, 2)}\n`;
  }

  /** Violations first, then what is not known, then what is exempt. */
  #sorted(): readonly TalliedFinding[] {
    const order = Object.keys(HEADS);
    return this.#findings.toSorted(
      (one, other) =>
        order.indexOf(one.kind) - order.indexOf(other.kind) || (one.message < other.message ? -1 : 1),
    );
  }

  #sum(enforced: number): string {
    const judged = Object.entries(this.#verdicts).filter(([kind, count]) => kind === "pass" || count > 0);
    const verdicts = judged.map(([kind, count]) => `${count} ${SETTLED[kind as PolicyVerdict["kind"]]}`);
    return `${enforced} policies, ${this.#policies.size} of them with something to judge: ${verdicts.join(", ")}`;
  }
}
