import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { LOG_GROUP, LOG_RESOURCE_POLICY, WEB_ACL_LOGGING } from "../../resources";

export const logPolicyOneWriter = stackRule({
  id: "log-policy-one-writer",
  title: "The resource policy of a log group is written by the program or by AWS, not by both",
  group: "operability",
  severity: "medium",
  level: "mandatory",
  types: LOG_RESOURCE_POLICY,
  rationale:
    "AWS WAF writes the policy that lets its logs into a group itself, and a group has one policy: the program's takes AWS's statement away at each update, or fails because there is one already.",
  link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html",
  remediation: "Leave the resource policy out; whoever sets the logging up needs logs:PutResourcePolicy.",
  matches: {},
  evaluate: (plan) => {
    const filled = new Set(
      plan.ofType(WEB_ACL_LOGGING).flatMap((logging) => {
        const groups = plan.references(logging, "logDestinationConfigs", LOG_GROUP);
        return groups.state === "known" ? groups.value : [];
      }),
    );
    return plan.ofType(LOG_RESOURCE_POLICY).map((policy) => {
      const groups = plan.references(policy, "resourceArn", LOG_GROUP);
      if (groups.state === "unknown") return unknown(groups.path, policy);
      const fought = groups.state === "known" ? groups.value.find((group) => filled.has(group)) : undefined;
      return fought === undefined
        ? pass
        : fail(`AWS WAF writes the policy of ${fought.name} itself`, "leave this policy out", policy);
    });
  },
});
