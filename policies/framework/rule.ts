import { z } from "zod";

import type { Plan, Resource } from "./planned";
import type { SecurityHubControl } from "./standards/security-hub";
import type { BestPracticeId } from "./standards/well-architected";
import type { Verdicts } from "./verdict";

/** The groups of the catalogue, in the order in which it is read. */
export const GROUPS = [
  "replicas",
  "spread",
  "health",
  "durability",
  "failover",
  "failure-analysis",
  "security",
  "operability",
] as const;

export type Group = (typeof GROUPS)[number];
export type Severity = "low" | "medium" | "high" | "critical";
/** Whether a violation stops the run. */
export type Level = "advisory" | "mandatory";

/**
 * Ids of the same demand in other catalogues; none at all for a rule that was found in none of them. What they stand
 * for in NIST SP 800-53 and CIS follows from `securityHub` (`standards/`).
 */
export interface Matches {
  readonly wellArchitected?: readonly BestPracticeId[];
  readonly checkov?: readonly string[];
  readonly polaris?: readonly string[];
  readonly kubeScore?: readonly string[];
  readonly kyverno?: readonly string[];
  readonly securityHub?: readonly SecurityHubControl[];
  readonly trustedAdvisor?: readonly string[];
}

/** What is said of a rule in the catalogue and in Pulumi's own list of policies. */
export interface RuleInfo {
  /** Stable name: configuration and exemptions refer to it. */
  readonly id: string;
  /** The demand, in one sentence without a full stop. */
  readonly title: string;
  readonly group: Group;
  readonly severity: Severity;
  readonly level: Level;
  /** The type tokens that it judges. */
  readonly types: readonly string[];
  /** What happens to those who break it. */
  readonly rationale: string;
  /** The documentation that the rationale stands on. */
  readonly link: string;
  /** What to do about a violation, in general; each violation also names its own smallest fix. */
  readonly remediation: string;
  readonly matches: Matches;
  /**
   * Which stacks it judges: `lasting` leaves out those whose name says that they may be lost, by the pack's setting
   * `disposableStacks`.
   * @default "all"
   */
  readonly stacks?: "all" | "lasting";
}

/** A schema whose fields all have defaults: what may be configured of a rule. */
export type RuleSettings = z.ZodObject;

interface Configurable<S extends RuleSettings> {
  /** What `--policy-pack-config` may set for this rule. @default nothing */
  readonly settings?: S;
}

/** A rule about one resource as the program declares it. */
export interface ResourceRuleDefinition<S extends RuleSettings> extends RuleInfo, Configurable<S> {
  readonly evaluate: (resource: Resource, settings: z.infer<S>) => Verdicts;
}

/** A rule about how resources stand to each other. */
export interface StackRuleDefinition<S extends RuleSettings> extends RuleInfo, Configurable<S> {
  readonly evaluate: (plan: Plan, settings: z.infer<S>) => Verdicts;
}

/** `configuration` is what the user set for the rule, not yet checked; defaults are filled in here. */
export interface ResourceRule extends RuleInfo {
  readonly kind: "resource";
  readonly settings: RuleSettings;
  readonly evaluate: (resource: Resource, configuration?: object) => Verdicts;
}

export interface StackRule extends RuleInfo {
  readonly kind: "stack";
  readonly settings: RuleSettings;
  readonly evaluate: (plan: Plan, configuration?: object) => Verdicts;
}

/** A rule is a value: it reads a plan and gives verdicts, and knows neither the SDK nor levels nor exemptions. */
export type PolicyRule = ResourceRule | StackRule;

const NOTHING = z.strictObject({});

/** Defines a rule about single resources. */
export function resourceRule<S extends RuleSettings = typeof NOTHING>(
  definition: ResourceRuleDefinition<S>,
): ResourceRule {
  const settings = definition.settings ?? (NOTHING as unknown as S);
  return {
    ...definition,
    kind: "resource",
    settings,
    evaluate: (resource, configuration = {}) => definition.evaluate(resource, settings.parse(configuration)),
  };
}

/** Defines a rule about the stack as a whole. */
export function stackRule<S extends RuleSettings = typeof NOTHING>(
  definition: StackRuleDefinition<S>,
): StackRule {
  const settings = definition.settings ?? (NOTHING as unknown as S);
  return {
    ...definition,
    kind: "stack",
    settings,
    evaluate: (plan, configuration = {}) => definition.evaluate(plan, settings.parse(configuration)),
  };
}
