import { logPolicyOneWriter } from "../../../policies/rules/operability/log-policy-one-writer";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

export const operabilityOfLogs: readonly RuleTable[] = [
  {
    rule: logPolicyOneWriter,
    compliant: [
      resource("aws:cloudwatch/logGroup:LogGroup", "aws-waf-logs-web", {}),
      resource("aws:cloudwatch/logGroup:LogGroup", "queries", {}),
      resource("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logging", {
        logDestinationConfigs: [ref("aws-waf-logs-web")],
      }),
      resource("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "delivery", {
        resourceArn: ref("queries"),
      }),
    ],
    passes: [
      {
        when: "the policy is the account's",
        change: { "delivery.resourceArn": ABSENT, "delivery.policyName": "waf" },
      },
      {
        when: "nothing logs into the group",
        change: { "delivery.resourceArn": ref("aws-waf-logs-web"), logging: ABSENT },
      },
    ],
    fails: [
      {
        when: "AWS writes it too",
        change: { "delivery.resourceArn": ref("aws-waf-logs-web") },
        gives: [
          ["delivery", "AWS WAF writes the policy of aws-waf-logs-web itself", "leave this policy out"],
        ],
      },
    ],
    unknowns: [
      {
        when: "whose policy it is is unknown",
        change: { "delivery.resourceArn": UNKNOWN },
        gives: [["delivery", "resourceArn"]],
      },
    ],
  },
];
