/**
 * What one run of the pack remembers: its settings, the inputs that resource policies saw, and the exemptions used.
 */
import type { StackValidationArgs } from "@pulumi/policy";

import { ExemptionLedger } from "./exemptions";
import type { Field } from "./field";
import { coverageOf, type Coverage } from "./coverage";
import { glob } from "./glob";
import { fromStack, type Plan, type Resource } from "./planned";
import type { Level, ResourceRule, RuleInfo } from "./rule";
import { Tally, type JudgedProgram } from "./tally";
import { mistakes, packSettings, strayLevels, type PackSettings } from "./settings";

/** A rule that is still to judge a resource, with what is configured for it. */
interface Postponed {
  readonly rule: ResourceRule;
  readonly resource: Resource;
  readonly configuration: object;
}

export class PolicySession {
  settings: PackSettings = packSettings.parse({});
  /** What is wrong with the settings; such settings are not used at all, so that a slip never loosens a policy. */
  mistakes: readonly string[] = [];
  exemptions: ExemptionLedger;
  readonly tally = new Tally();
  program: JudgedProgram = { project: "", stack: "" };
  readonly #policies: ReadonlySet<string>;
  readonly #today: () => Date;
  readonly #declared = new Map<string, Field>();
  readonly #postponed: Postponed[] = [];
  #disposable = false;
  #read = "";
  #plan: { readonly plan: Plan; readonly coverage: Coverage } | undefined;

  /**
   * @param policies ids of the policies that can be set and exempted.
   * @param today the clock that exemptions expire by.
   */
  constructor(policies: ReadonlySet<string>, today: () => Date) {
    this.#policies = policies;
    this.#today = today;
    this.exemptions = this.#ledger();
  }

  /** Takes the pack's settings, which come with every call and rarely change between them. */
  configure(configuration: object): void {
    const text = JSON.stringify(configuration);
    if (text === this.#read) return;
    this.#read = text;
    const parsed = packSettings.safeParse(configuration);
    const found = parsed.success ? strayLevels(parsed.data, this.#policies) : mistakes(parsed.error);
    this.mistakes = found;
    this.settings = parsed.success && found.length === 0 ? parsed.data : packSettings.parse({});
    this.exemptions = this.#ledger();
  }

  /** Remembers what the program declared: a stack policy is shown outputs only. */
  declare(resource: Resource): void {
    const [, , stack = "", , project = ""] = resource.urn.split(":");
    this.#disposable = this.settings.disposableStacks.some((pattern) => glob(pattern).test(stack));
    this.program = { project, stack };
    this.exemptions.judging(project, stack);
    this.#declared.set(resource.urn, resource.inputs);
  }

  /** Leaves a judgement to the end of the run, which will tell whether the resource is planned at all. */
  postpone(judgement: Postponed): void {
    this.#postponed.push(judgement);
  }

  /** What was postponed, of resources that are planned. */
  postponed({ leftOut }: Coverage): readonly Postponed[] {
    return this.#postponed.filter(({ resource }) => !leftOut.has(resource.urn));
  }

  /** The plan and how much of the program it covers, built once for all the stack policies of one call. */
  plan(args: StackValidationArgs): { readonly plan: Plan; readonly coverage: Coverage } {
    if (this.#plan === undefined) {
      const coverage = coverageOf(args.resources, this.#declared);
      const planned = args.resources.filter(({ urn }) => !coverage.leftOut.has(urn));
      this.#plan = { plan: fromStack(planned, this.#declared), coverage };
      // The SDK runs the policies of one call without leaving the microtask queue; the next call is a later task.
      setImmediate(() => {
        this.#plan = undefined;
        this.#declared.clear();
        this.#postponed.length = 0;
      });
    }
    return this.#plan;
  }

  /** The level that the settings give to a rule; undefined leaves it to Pulumi's own configuration. */
  level({ id, group, stacks }: RuleInfo): Level | "disabled" | undefined {
    return stacks === "lasting" && this.#disposable
      ? "disabled"
      : (this.settings.levels[id] ?? this.settings.levels[group]);
  }

  #ledger(): ExemptionLedger {
    return new ExemptionLedger(
      this.settings.exemptions,
      this.#policies,
      this.#today().toISOString().slice(0, 10),
    );
  }
}
