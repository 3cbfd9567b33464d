import { z } from "zod";

import { stackRule } from "../../framework/rule";
import { fail, judge, list } from "../../framework/verdict";
import { demandedZones, enoughZones, moreZones, zonesOf, zonesText } from "../shared/zones";
import { DATA_SUBNET_GROUP } from "../../resources";

export const dbSubnetGroupAzs = stackRule({
  id: "db-subnet-group-azs",
  title: "Databases and caches may go to three zones",
  group: "spread",
  severity: "high",
  level: "mandatory",
  types: DATA_SUBNET_GROUP,
  rationale:
    "A standby can only go where the subnet group lets it; with two zones, losing one leaves no room for another.",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  remediation: "List a subnet of every zone in subnetIds.",
  matches: { wellArchitected: ["REL10-BP01"] },
  settings: z.strictObject({
    minimumZones: z.int().min(2).default(3).describe("distinct zones of the group's subnets"),
  }),
  evaluate: (plan, { minimumZones }) =>
    plan.ofType(DATA_SUBNET_GROUP).flatMap((group) => {
      const wanted = demandedZones(minimumZones, group);
      return list(
        judge(zonesOf(plan, group, "subnetIds"), {
          known: (zones) =>
            enoughZones(zones, wanted, () =>
              fail(
                `it covers ${zonesText(zones)}`,
                `list a subnet of ${moreZones(wanted - zones.length)} in subnetIds`,
              ),
            ),
          absent: () => fail("subnetIds is not set", `list subnets of ${wanted} zones in it`),
        }),
        group,
      );
    }),
});
