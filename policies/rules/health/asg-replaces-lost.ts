import { z } from "zod";

import type { Resource } from "../../framework/planned";
import { resourceRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { AUTO_SCALING_GROUP, ECS_SERVICE, isOneOf } from "../../resources";
import { atMost } from "../shared/bounds";

/** What a group needs to notice what is lost, to start another, and to send it requests. */
const HEALING = ["Launch", "Terminate", "HealthCheck", "ReplaceUnhealthy", "AddToLoadBalancer"];

export const asgReplacesLost = resourceRule({
  id: "asg-replaces-lost",
  title: "An Auto Scaling group or a service replaces what it loses, and soon",
  group: "health",
  severity: "critical",
  level: "mandatory",
  types: [...AUTO_SCALING_GROUP, ...ECS_SERVICE],
  rationale:
    "A group whose processes are suspended, or that overlooks failed checks for hours, shrinks with every failure and never grows back.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html",
  remediation: "Resume the processes, and make the grace period as long as a start takes.",
  matches: { wellArchitected: ["REL07-BP02", "REL11-BP03"] },
  settings: z.strictObject({
    graceSeconds: z
      .int()
      .min(1)
      .default(3600)
      .describe("seconds for which failed health checks may be overlooked, at most"),
  }),
  evaluate: (resource, { graceSeconds }) => {
    const grace = isOneOf(ECS_SERVICE, resource.type)
      ? "healthCheckGracePeriodSeconds"
      : "healthCheckGracePeriod";
    return [
      suspended(resource),
      ...atMost(resource.inputs.at(grace).number(), graceSeconds, { otherwise: 0, unit: "s" }),
    ];
  },
});

function suspended({ inputs }: Resource): PolicyVerdict {
  const processes = inputs.at("suspendedProcesses").strings();
  if (processes.state === "absent") return pass;
  if (processes.state === "unknown") return unknown(processes.path);
  const missing = processes.value.filter((name) => HEALING.includes(name)).toSorted();
  return missing.length === 0
    ? pass
    : fail(
        `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} suspended, so nothing takes the place of what is lost`,
        `take ${missing.join(", ")} from suspendedProcesses`,
      );
}
