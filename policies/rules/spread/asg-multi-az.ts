import { z } from "zod";

import { stackRule } from "../../framework/rule";
import { fail, judge, list, pass, type Verdicts } from "../../framework/verdict";
import { demandedZones, enoughZones, moreZones, zonesOf, zonesText } from "../shared/zones";
import { AUTO_SCALING_GROUP } from "../../resources";

export const asgMultiAz = stackRule({
  id: "asg-multi-az",
  title: "An Auto Scaling group spans three zones",
  group: "spread",
  severity: "critical",
  level: "mandatory",
  types: AUTO_SCALING_GROUP,
  rationale: "Over two zones a zone failure takes half of the capacity, over three a third.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html#arch-AutoScalingMultiAZ",
  remediation: "List a subnet of every zone in vpcZoneIdentifiers.",
  matches: { wellArchitected: ["REL10-BP01"], securityHub: ["AutoScaling.2"] },
  settings: z.strictObject({
    minimumZones: z.int().min(2).default(3).describe("distinct zones of the group's subnets"),
  }),
  evaluate: (plan, { minimumZones }) => {
    return plan.ofType(AUTO_SCALING_GROUP).flatMap((group) => {
      const wanted = demandedZones(minimumZones, group);
      const enough = (zones: readonly string[], property: string, thing: string): Verdicts =>
        enoughZones(zones, wanted, () =>
          fail(
            `it spans ${zonesText(zones)}`,
            `list a ${thing} of ${moreZones(wanted - zones.length)} in ${property}`,
          ),
        );
      // Without subnets of its own the group runs in the default subnets of the zones that it names.
      const named = group.inputs.at("availabilityZones").strings();
      const bySubnet = group.inputs.at("vpcZoneIdentifiers").state !== "absent" || named.state === "absent";
      const verdicts = bySubnet
        ? judge(zonesOf(plan, group, "vpcZoneIdentifiers"), {
            known: (zones) => enough(zones, "vpcZoneIdentifiers", "subnet"),
            absent: () => fail("vpcZoneIdentifiers is not set", `list subnets of ${wanted} zones in it`),
          })
        : judge(named, {
            known: (zones) => enough([...new Set(zones)].sort(), "availabilityZones", "zone"),
            absent: () => pass,
          });
      return list(verdicts, group);
    });
  },
});
