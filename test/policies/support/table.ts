/**
 * A rule's table: one compliant fixture, and what the rule says when a single thing in it is changed. Each row is asked
 * twice: of the pure rule, and of the SDK's own analyzer.
 */
import { describe, expect, test } from "@jest/globals";

import type { PolicyRule } from "../../../policies/framework/rule";
import { list, type PolicyVerdict } from "../../../policies/framework/verdict";
import { analyze, type ReportedFinding } from "./analyzer";
import { changed, planOf, type Changes, type Fixture } from "./fixture";

interface Row {
  /** @default the changes, as text */
  readonly when?: string;
  readonly change?: Changes;
  readonly add?: readonly Fixture[];
  readonly config?: object;
}

/** The name of the culprit, what was found, and the fix; a stack without culprit is named "The stack". */
export type ExpectedFailure = readonly [about: string, found: string, fix: string];
/** The name of the culprit and what is not known of it. */
export type ExpectedUnknown = readonly [about: string, what: string];

export interface RuleTable {
  readonly rule: PolicyRule;
  readonly compliant: readonly Fixture[];
  /** More that is fine. */
  readonly passes?: readonly Row[];
  readonly fails: readonly [
    Row & { gives: readonly ExpectedFailure[] },
    ...(Row & { gives: readonly ExpectedFailure[] })[],
  ];
  readonly unknowns: readonly [
    Row & { gives: readonly ExpectedUnknown[] },
    ...(Row & { gives: readonly ExpectedUnknown[] })[],
  ];
}

export function runTable({ rule, compliant, passes = [], fails, unknowns }: RuleTable): void {
  describe(rule.id, () => {
    const check = (
      row: Row,
      messages: readonly string[],
      level: ReportedFinding["level"] = rule.level,
    ): void => {
      test(row.when ?? JSON.stringify(row.change ?? row.config ?? {}), async () => {
        const fixtures = [...changed(compliant, row.change ?? {}), ...(row.add ?? [])];
        expect(judge(rule, fixtures, row.config)).toEqual(messages.toSorted());
        const config = row.config === undefined ? {} : { [rule.id]: row.config };
        const findings = await analyze({ rules: [rule], fixtures, config });
        const found = findings.map((finding) => [finding.policy, finding.level, finding.message]).toSorted();
        expect(found).toEqual(messages.map((message) => [rule.id, level, message]).toSorted());
      });
    };
    check({ when: "compliant" }, []);
    for (const row of passes) check(row, []);
    for (const row of fails) check(row, row.gives.map(failure(rule)));
    for (const row of unknowns) check(row, row.gives.map(unknowable(rule)), "advisory");
  });
}

const failure =
  ({ id, link }: PolicyRule) =>
  ([about, found, fix]: ExpectedFailure): string =>
    `${about} breaks ${id}: ${found}. Fix: ${fix}. Why: ${link}`;

const unknowable =
  ({ id }: PolicyRule) =>
  ([about, what]: ExpectedUnknown): string =>
    `${about} cannot be judged by ${id} before it is deployed: ${what} is not known.`;

/** The rule's own verdicts, on a plan made without the SDK's server, as messages. */
function judge(rule: PolicyRule, fixtures: readonly Fixture[], config?: object): readonly string[] {
  const plan = planOf(fixtures);
  const say = (verdict: PolicyVerdict, about: string): string[] => {
    if (verdict.kind === "pass") return [];
    const name = plan.byUrn(verdict.urn ?? "")?.name ?? about;
    return verdict.kind === "fail"
      ? [failure(rule)([name, verdict.found, verdict.fix])]
      : [unknowable(rule)([name, verdict.what])];
  };
  const verdicts =
    rule.kind === "stack"
      ? list(rule.evaluate(plan, config)).flatMap((verdict) => say(verdict, "The stack"))
      : plan
          .ofType(rule.types)
          .flatMap((found) =>
            list(rule.evaluate(found, config)).flatMap((verdict) => say(verdict, found.name)),
          );
  return verdicts.toSorted();
}
