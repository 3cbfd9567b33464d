/** What a run came to: how many policies had something to judge, their verdicts, and what was said of them. */
import type { Level, RuleInfo, Severity } from "./rule";
import type { PolicyVerdict } from "./verdict";

/** Violations first, then what is not known, then what is exempt. */
const ORDER = ["fail", "unknown", "exempt"] as const;

/** What people were told, with all that they sort and search by. */
export interface Finding {
  readonly kind: (typeof ORDER)[number];
  readonly policy: string;
  readonly severity: Severity;
  /** Whether it stops the run. */
  readonly level: Level;
  /** Of the resource; undefined for the stack as a whole. */
  readonly urn: string | undefined;
  /** Names in it are as the program has them: whoever writes it out escapes them. */
  readonly message: string;
}

/** The program that a run is about. */
export interface JudgedProgram {
  readonly project: string;
  readonly stack: string;
}

/** One run of the pack as data, which every report is written from. */
export interface RunResults {
  readonly program: JudgedProgram;
  /** The policies that the pack enforces, whether or not they found something to judge. */
  readonly policies: readonly RuleInfo[];
  /** Ids of those that judged something. */
  readonly judging: readonly string[];
  readonly verdicts: Readonly<Record<PolicyVerdict["kind"], number>>;
  /** Why the plan is not the whole program; undefined where it is. */
  readonly gap: string | undefined;
  /** In the order in which people should read them. */
  readonly findings: readonly Finding[];
}

export class Tally {
  readonly #judging = new Set<string>();
  readonly #verdicts: Record<PolicyVerdict["kind"], number> = { pass: 0, fail: 0, unknown: 0 };
  #gap: string | undefined;
  readonly #findings: Finding[] = [];

  /** No verdict at all means that there was nothing to object to, which is a pass. */
  count(policy: string, verdicts: readonly PolicyVerdict[]): void {
    this.#judging.add(policy);
    if (verdicts.length === 0) this.#verdicts.pass += 1;
    for (const { kind } of verdicts) this.#verdicts[kind] += 1;
  }

  /** Remembers what people were told. */
  finding(finding: Finding): void {
    this.#findings.push(finding);
  }

  /** Remembers that the plan is not the whole program. */
  gap(sentence: string): void {
    this.#gap = sentence;
  }

  results(policies: readonly RuleInfo[], program: JudgedProgram): RunResults {
    return {
      program,
      policies,
      judging: [...this.#judging],
      verdicts: { ...this.#verdicts },
      gap: this.#gap,
      findings: this.#findings.toSorted(
        (one, other) =>
          ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || (one.message < other.message ? -1 : 1),
      ),
    };
  }
}
