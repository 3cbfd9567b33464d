import { resourceRule } from "../../framework/rule";
import { fail, judge, pass, type PolicyVerdict } from "../../framework/verdict";
import type { Resource } from "../../framework/planned";
import { EKS_CLUSTER, isOneOf, LOAD_BALANCER } from "../../resources";

/**
 * A policy sees the plan and not what stands, so it cannot tell a replacement. The engine can, and refuses one, in a
 * preview too, of what was protected when it was last deployed.
 */
export const pulumiProtectEndpoints = resourceRule({
  id: "pulumi-protect-endpoints",
  title: "Pulumi refuses to replace what clients point at, where one changed property would",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: [...LOAD_BALANCER, ...EKS_CLUSTER],
  rationale:
    "A zone or the first security group changed on a Network Load Balancer gives it another name and other addresses; bootstrapClusterCreatorAdminPermissions changed on a cluster makes another cluster, without a workload.",
  link: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  remediation:
    "Pass protect: true in the options of every Network Load Balancer, and of every cluster with an accessConfig.",
  matches: {},
  stacks: "lasting",
  evaluate: (resource) => {
    if (isOneOf(EKS_CLUSTER, resource.type))
      return resource.inputs.at("accessConfig").state === "absent" ? pass : isKept(resource);
    return judge(resource.inputs.at("loadBalancerType").string(), {
      known: (kind) => (kind === "network" ? isKept(resource) : pass),
      absent: () => pass,
    });
  },
});

function isKept({ protect }: Resource): PolicyVerdict {
  return protect ? pass : fail("it is not protected", "pass protect: true in its options");
}
