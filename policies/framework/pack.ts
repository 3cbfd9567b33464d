/**
 * Turns rules into the policies that the SDK serves: levels, unknowns, exemptions, messages, and rules that break.
 */
import type {
  Policies,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import { readAssets } from "./assets";
import { describeGap, isBlank, type Coverage } from "./coverage";
import { EXEMPTION_HYGIENE } from "./exemptions";
import { describe, describeDefect } from "./message";
import { fromResourceArgs } from "./planned";
import type { Level, ResourceRule, PolicyRule, RuleInfo, StackRule } from "./rule";
import { printable } from "./printable";
import { policyReports } from "./report";
import { projectFile, writeReports } from "./report/write";
import { PolicySession } from "./session";
import { configSchema, mistakes, packSettings, SETTINGS } from "./settings";
import { list, type PolicyVerdict, type Verdicts } from "./verdict";

export interface PackOptions {
  /** The clock that exemptions expire by. @default the machine's */
  readonly today?: () => Date;
}

/** A resource that a verdict can be about. */
interface Named {
  readonly urn: string;
  readonly name: string;
}

/** Reports one violation; the SDK takes a name and a level of its own for it at run time, which its types do not say. */
type Report = (violation: {
  message: string;
  urn?: string;
  enforcementLevel?: Level;
  name?: string;
  description?: string;
}) => void;

/**
 * The policies of a pack, in the order in which they must run: settings first, exemptions last.
 * @throws {Error} when two rules have the same id.
 */
export function policiesOf(
  rules: readonly PolicyRule[],
  { today = () => new Date() }: PackOptions = {},
): Policies {
  const ids = new Set(rules.map(({ id }) => id));
  if (ids.size !== rules.length) throw new Error("two rules of the pack have the same id");
  const session = new PolicySession(ids, today);
  return [
    settingsPolicy(session),
    ...rules.map((rule) =>
      rule.kind === "resource" ? resourcePolicy(rule, session) : stackPolicy(rule, session),
    ),
    hygienePolicy(session, rules),
  ];
}

/** Holds what is configured for all policies together; as both kinds of policy, so that it is the first of each. */
function settingsPolicy(session: PolicySession): ResourceValidationPolicy & StackValidationPolicy {
  return {
    name: SETTINGS,
    displayName: "Settings of the pack",
    description: "Levels, exemptions, and what an unknown value means, for all policies of the pack",
    enforcementLevel: "mandatory",
    configSchema: configSchema(packSettings),
    validateResource: (args) => {
      // Mistakes are said once, of the stack; until then the safe defaults hold.
      session.configure(args.getConfig());
      readAssets(args.props);
      session.declare(fromResourceArgs(args));
    },
    validateStack: (args, report) => {
      session.configure(args.getConfig());
      for (const mistake of session.mistakes) {
        const message = `The settings of the pack are wrong: ${mistake}.`;
        stop(session, reporter(report), { id: SETTINGS, severity: "high" }, message);
      }
      const { coverage } = session.plan(args);
      judgePostponed(session, coverage, reporter(report));
      const gap = describeGap(coverage);
      if (gap === undefined) return;
      reporter(report)({ message: gap, enforcementLevel: session.settings.onUnknown });
      session.tally.gap(gap);
    },
  };
}

function resourcePolicy(rule: ResourceRule, session: PolicySession): ResourceValidationPolicy {
  return {
    ...information(rule),
    validateResource: (args, report) => {
      if (!rule.types.includes(args.type)) return;
      const resource = fromResourceArgs(args);
      if (isBlank(resource)) {
        session.postpone({ rule, resource, configuration: args.getConfig() });
        return;
      }
      apply(rule, session, reporter(report), args.getConfig(), {
        evaluate: (configuration) => rule.evaluate(resource, configuration),
        find: () => resource,
      });
    },
  };
}

/** Judges resources without properties, now that the plan says whether they are planned: in the names of their rules. */
function judgePostponed(session: PolicySession, coverage: Coverage, report: Report): void {
  for (const { rule, resource, configuration } of session.postponed(coverage)) {
    const { id: name, title: description, level } = rule;
    const named: Report = (violation) => {
      report({ enforcementLevel: level, urn: resource.urn, ...violation, name, description });
    };
    apply(rule, session, named, configuration, {
      evaluate: (given) => rule.evaluate(resource, given),
      find: () => resource,
    });
  }
}

function stackPolicy(rule: StackRule, session: PolicySession): StackValidationPolicy {
  return {
    ...information(rule),
    validateStack: (args, report) => {
      const { plan, coverage } = session.plan(args);
      // What a partial plan lacks may be what this rule demands.
      if (!coverage.complete) return;
      if (rule.types.length > 0 && plan.ofType(rule.types).length === 0) return;
      apply(rule, session, reporter(report), args.getConfig(), {
        evaluate: (configuration) => rule.evaluate(plan, configuration),
        find: (urn) => (urn === undefined ? undefined : plan.byUrn(urn)),
      });
    },
  };
}

function hygienePolicy(session: PolicySession, rules: readonly PolicyRule[]): StackValidationPolicy {
  return {
    ...information(EXEMPTION_HYGIENE),
    validateStack: (args, report) => {
      for (const verdict of session.exemptions.judge(session.plan(args).coverage)) {
        stop(session, reporter(report), EXEMPTION_HYGIENE, describe(EXEMPTION_HYGIENE, verdict));
      }
      // It is the last to run: by now every policy has judged.
      writeReports(() => policyReports(session.tally.results(rules, session.program), projectFile()));
    },
  };
}

interface Subject {
  evaluate(configuration: object): Verdicts;
  /** The resource that a verdict is about; undefined for the stack. */
  find(urn: string | undefined): Named | undefined;
}

function apply(
  rule: PolicyRule,
  session: PolicySession,
  report: Report,
  configuration: object,
  subject: Subject,
): void {
  const level = session.level(rule);
  if (level === "disabled") return;
  const checked = rule.settings.safeParse(configuration);
  if (!checked.success) {
    for (const mistake of mistakes(checked.error)) {
      stop(session, report, rule, `The configuration of ${rule.id} is wrong: ${mistake}.`);
    }
    return;
  }
  let verdicts: readonly PolicyVerdict[];
  try {
    verdicts = list(subject.evaluate(configuration));
  } catch (error) {
    stop(session, report, rule, describeDefect(rule, error));
    return;
  }
  session.tally.count(rule.id, verdicts);
  for (const verdict of verdicts) tell({ rule, session, report, subject, level }, verdict);
}

/** Says something of the pack itself, which ends the run whatever the levels are. */
function stop(
  { tally }: PolicySession,
  report: Report,
  { id: policy, severity }: Pick<RuleInfo, "id" | "severity">,
  message: string,
): void {
  report({ message, enforcementLevel: "mandatory" });
  tally.finding({ kind: "fail", policy, severity, level: "mandatory", urn: undefined, message });
}

interface Judgement {
  readonly rule: PolicyRule;
  readonly session: PolicySession;
  readonly report: Report;
  readonly subject: Subject;
  /** What the settings say; undefined leaves it to Pulumi's own configuration. */
  readonly level: Level | undefined;
}

/** Reports one verdict, unless it passed: as an exempted note, or at the level that the settings give it. */
function tell({ rule, session, report, subject, level }: Judgement, verdict: PolicyVerdict): void {
  if (verdict.kind === "pass") return;
  const { kind, urn } = verdict;
  const culprit = subject.find(urn);
  const message = describe(rule, verdict, culprit);
  const at = urn === undefined ? {} : { urn };
  const about = { policy: rule.id, severity: rule.severity, urn: culprit?.urn };
  const exemption = session.exemptions.cover(rule.id, culprit?.urn);
  if (exemption !== undefined) {
    const until = `Exempt until ${exemption.expires} (${exemption.owner}, ${exemption.ticket}): ${exemption.reason}.`;
    report({ message: `${message} ${until}`, enforcementLevel: "advisory", ...at });
    session.tally.finding({ ...about, kind: "exempt", level: "advisory", message: `${message} ${until}` });
    return;
  }
  const isNote = kind === "unknown" && session.settings.onUnknown === "advisory";
  const own = isNote ? "advisory" : level;
  report({ message, ...(own && { enforcementLevel: own }), ...at });
  session.tally.finding({ ...about, kind, level: own ?? rule.level, message });
}

function information(rule: RuleInfo): Omit<ResourceValidationPolicy, "validateResource"> {
  const settings = "settings" in rule ? configSchema((rule as PolicyRule).settings) : undefined;
  return {
    name: rule.id,
    displayName: rule.title,
    description: `${rule.title}. ${rule.rationale}`,
    enforcementLevel: rule.level,
    severity: rule.severity,
    tags: [rule.group],
    remediationSteps: rule.remediation,
    url: rule.link,
    ...(settings && { configSchema: settings }),
  };
}

/** How violations leave the pack: whatever names they quote, on one line and as they are. */
function reporter(report: ReportViolation): Report {
  const toEngine = report as unknown as Report;
  return (violation) => {
    toEngine({ ...violation, message: printable(violation.message) });
  };
}
