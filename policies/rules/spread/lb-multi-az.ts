import { z } from "zod";

import { stackRule } from "../../framework/rule";
import { fail, judge, list } from "../../framework/verdict";
import { demandedZones, enoughZones, moreZones, zonesOf, zonesText } from "../shared/zones";
import { CLASSIC_LOAD_BALANCER, LOAD_BALANCER } from "../../resources";

const TYPES = [...LOAD_BALANCER, ...CLASSIC_LOAD_BALANCER];

export const lbMultiAz = stackRule({
  id: "lb-multi-az",
  title: "A load balancer spans three zones",
  group: "spread",
  severity: "critical",
  level: "mandatory",
  types: TYPES,
  rationale:
    "A load balancer has one node in each zone it is given; targets in other zones are reached through these.",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  remediation: "Give it a subnet of every zone.",
  matches: { wellArchitected: ["REL02-BP01", "REL10-BP01"], securityHub: ["ELB.13", "ELB.10"] },
  settings: z.strictObject({
    minimumZones: z.int().min(2).default(3).describe("distinct zones of the load balancer's subnets"),
  }),
  evaluate: (plan, { minimumZones }) =>
    plan.ofType(TYPES).flatMap((balancer) => {
      const property = balancer.inputs.at("subnetMappings").state === "absent" ? "subnets" : "subnetMappings";
      const wanted = demandedZones(minimumZones, balancer);
      return list(
        judge(zonesOf(plan, balancer, property), {
          known: (zones) =>
            enoughZones(zones, wanted, () =>
              fail(
                `it spans ${zonesText(zones)}`,
                `list a subnet of ${moreZones(wanted - zones.length)} in ${property}`,
              ),
            ),
          absent: () => fail("subnets is not set", `list subnets of ${wanted} zones in it`),
        }),
        balancer,
      );
    }),
});
