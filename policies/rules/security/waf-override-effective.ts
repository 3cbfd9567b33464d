import type { Field } from "../../framework/field";
import { resourceRule } from "../../framework/rule";
import { fail, judge, pass, type PolicyVerdict } from "../../framework/verdict";
import { WEB_ACL } from "../../resources";
import { managedRuleGroups } from "../shared/managed-rule-groups";

export const wafOverrideEffective = resourceRule({
  id: "waf-override-effective",
  title: "An exception of a web firewall names a rule that its managed group has",
  group: "security",
  severity: "medium",
  level: "mandatory",
  types: WEB_ACL,
  rationale:
    "AWS WAF ignores the override of a rule that the group does not have, without a word: what it was to let through stays refused.",
  link: "https://docs.aws.amazon.com/waf/latest/APIReference/API_RuleActionOverride.html",
  remediation: "Write the rule's name as AWS documents it, capitals included, such as SizeRestrictions_BODY.",
  matches: { wellArchitected: ["SEC05-BP03"] },
  evaluate: ({ inputs }) =>
    inputs
      .at("rules")
      .items()
      .map((rule) => rule.at("statement.managedRuleGroupStatement"))
      .flatMap(overridesOf),
});

function overridesOf(statement: Field): readonly PolicyVerdict[] {
  const group = statement.at("name").string();
  const vendor = statement.at("vendorName").string();
  // Former versions had other rules.
  if (group.state !== "known" || vendor.state !== "known" || statement.at("version").state !== "absent")
    return [];
  const names = vendor.value === "AWS" ? managedRuleGroups[group.value] : undefined;
  if (names === undefined) return [];
  return statement
    .at("ruleActionOverrides")
    .items()
    .flatMap((override) =>
      judge(override.at("name").string(), {
        known: (name) => {
          if (names.includes(name)) return pass;
          const meant = names.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
          return fail(
            `it overrides ${name}, which ${group.value} does not have`,
            meant === undefined ? `name one of ${names.join(", ")}` : `write ${meant}`,
          );
        },
        absent: (path) => fail(`${path} is not set`, "name the rule"),
      }),
    );
}
