import { wafOverrideEffective } from "../../../policies/rules/security/waf-override-effective";
import { ABSENT, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

const STATEMENT = "web.rules.1.statement.managedRuleGroupStatement";
const NAME = `${STATEMENT}.ruleActionOverrides.0.name`;

export const securityOfFirewalls: readonly RuleTable[] = [
  {
    rule: wafOverrideEffective,
    compliant: [
      resource("aws:wafv2/webAcl:WebAcl", "web", {
        rules: [
          { name: "rate", statement: { rateBasedStatement: { limit: 2000 } } },
          {
            name: "common",
            statement: {
              managedRuleGroupStatement: {
                vendorName: "AWS",
                name: "AWSManagedRulesCommonRuleSet",
                ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
              },
            },
          },
        ],
      }),
    ],
    passes: [
      { when: "nothing is overridden", change: { [`${STATEMENT}.ruleActionOverrides`]: ABSENT } },
      {
        when: "the group is somebody else's",
        change: { [`${STATEMENT}.vendorName`]: "F5", [NAME]: "Anything" },
      },
      {
        when: "the group is not in the table",
        change: { [`${STATEMENT}.name`]: "AWSManagedRulesNewRuleSet", [NAME]: "Anything" },
      },
      {
        when: "the group is a former one",
        change: { [`${STATEMENT}.version`]: "Version_1.0", [NAME]: "Anything" },
      },
    ],
    fails: [
      {
        when: "its capitals are wrong",
        change: { [NAME]: "SizeRestrictions_Body" },
        gives: [
          [
            "web",
            "it overrides SizeRestrictions_Body, which AWSManagedRulesCommonRuleSet does not have",
            "write SizeRestrictions_BODY",
          ],
        ],
      },
      {
        when: "the rule is another group's",
        change: { [`${STATEMENT}.name`]: "AWSManagedRulesLinuxRuleSet" },
        gives: [
          [
            "web",
            "it overrides SizeRestrictions_BODY, which AWSManagedRulesLinuxRuleSet does not have",
            "name one of LFI_URIPATH, LFI_QUERYSTRING, LFI_HEADER",
          ],
        ],
      },
      {
        when: "no rule is named",
        change: { [NAME]: ABSENT },
        gives: [
          [
            "web",
            "rules[1].statement.managedRuleGroupStatement.ruleActionOverrides[0].name is not set",
            "name the rule",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "which rule is overridden is unknown",
        change: { [NAME]: UNKNOWN },
        gives: [["web", "rules[1].statement.managedRuleGroupStatement.ruleActionOverrides[0].name"]],
      },
    ],
  },
];
