import type { PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, judge, list, pass, unknown, type Verdicts } from "../../framework/verdict";
import { incomingReferences } from "../shared/incoming-references";
import { AUTO_SCALING_ATTACHMENT, AUTO_SCALING_GROUP } from "../../resources";

const FIX = "set healthCheckType to ELB";

/** About the stack, because a load balancer may be attached by a resource of its own. */
export const asgElbHealthcheck = stackRule({
  id: "asg-elb-healthcheck",
  title: "An Auto Scaling group replaces what its load balancer finds unhealthy",
  group: "health",
  severity: "high",
  level: "mandatory",
  types: AUTO_SCALING_GROUP,
  rationale:
    "By EC2's own checks a machine with a dead process is healthy: it is never replaced, and capacity shrinks.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html",
  remediation: "Set healthCheckType to ELB, with a grace period as long as the start takes.",
  matches: {
    wellArchitected: ["REL07-BP02", "REL11-BP03"],
    checkov: ["CKV2_AWS_15"],
    securityHub: ["AutoScaling.1"],
  },
  evaluate: (plan) => {
    const attachments = incomingReferences(
      plan,
      AUTO_SCALING_ATTACHMENT,
      "autoscalingGroupName",
      AUTO_SCALING_GROUP,
    );
    return plan.ofType(AUTO_SCALING_GROUP).flatMap((group) => {
      const attached = attachments.to(group).length > 0 || isAttached(group);
      return attached === false ? [pass] : list(judgeGroup(group, attached), group);
    });
  },
});

function judgeGroup({ inputs }: PlannedResource, attached: true | "unknown"): Verdicts {
  const verdicts = judge(inputs.at("healthCheckType").string(), {
    known: (type) => (type.includes("ELB") ? pass : fail(`healthCheckType is ${type}`, FIX)),
    absent: () => fail("healthCheckType is not set, which means EC2", FIX),
  });
  return attached === "unknown" && verdicts.some(({ kind }) => kind === "fail")
    ? unknown("targetGroupArns")
    : verdicts;
}

function isAttached({ inputs }: PlannedResource): boolean | "unknown" {
  const lists = ["targetGroupArns", "loadBalancers", "trafficSources"].map((name) => inputs.at(name));
  if (lists.some((field) => field.items().length > 0)) return true;
  return lists.some(({ state }) => state === "unknown") && "unknown";
}
