import * as aws from "@pulumi/aws";
import type { Extension } from "../../components/global/platform";

/**
 * Names that the VPC of a region alone resolves: a private hosted zone in each region, of the same name, which answers
 * with what is in that region. It is asked where the VPC has DNS names, as the platform's has. None of them needs the others: when one is lost, the names of the rest stay.
 *
 * A client that verifies names (`sslmode=verify-full`) has to call the database by the name in its certificate,
 * which is `DATABASE_HOST`.
 */
export const privateNames: Extension = ({ services, domainName }) => {
  for (const { region } of services) {
    const within = { parent: region };
    const name = `internal.${domainName}`;
    const zone = new aws.route53.Zone(
      `${region.name}-private`,
      { name, vpcs: [{ vpcId: region.network.vpcId, vpcRegion: region.name }] },
      within,
    );
    if (region.database !== undefined) {
      new aws.route53.Record(
        `${region.name}-private-database`,
        {
          zoneId: zone.zoneId,
          name: `database.${name}`,
          type: "CNAME",
          // RDS's own: a failover changes the address behind the endpoint.
          ttl: 5,
          records: [region.database.endpoint],
        },
        within,
      );
    }
  }
};
