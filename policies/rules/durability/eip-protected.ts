import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { ELASTIC_IP, LOAD_BALANCER, NAT_GATEWAY } from "../../resources";

export const eipProtected = stackRule({
  id: "eip-protected",
  title: "Pulumi refuses to give up the addresses that others may have on their lists",
  group: "durability",
  severity: "medium",
  level: "advisory",
  types: ELASTIC_IP,
  rationale:
    "A released Elastic IP goes to somebody else: partners who allow it refuse the platform, and let in a stranger.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-eips.html",
  remediation: "Pass protect: true in the options of every address of a NAT gateway or a load balancer.",
  matches: {},
  stacks: "lasting",
  evaluate: (plan) => [
    ...plan.ofType(NAT_GATEWAY).flatMap((gateway) => {
      const addresses = plan.references(gateway, "allocationId", ELASTIC_IP);
      if (addresses.state === "unknown") return [unknown(addresses.path, gateway)];
      return addresses.state === "known" ? addresses.value.map(isKept) : [];
    }),
    ...plan.ofType(LOAD_BALANCER).flatMap((balancer) => fixedAddresses(plan, balancer).map(isKept)),
  ],
});

/** Those in its subnet mappings. */
function fixedAddresses(plan: Plan, balancer: PlannedResource): readonly PlannedResource[] {
  const all = plan.ofType(ELASTIC_IP);
  return balancer.dependenciesOf("subnetMappings").filter((resource) => all.includes(resource));
}

function isKept(address: PlannedResource): PolicyVerdict {
  return address.protect ? pass : fail("it is not protected", "pass protect: true in its options", address);
}
