import type * as pulumi from "@pulumi/pulumi";
import { ContentDelivery } from "../edge/content-delivery";
import { DdosProtection } from "../edge/ddos-protection";
import type { OriginVerification } from "../edge/forwarding";
import type { HostedZone } from "../edge/hosted-zone";
import { OriginVerifySecret } from "../edge/origin-verify-secret";
import { createRecords, type RecordsArgs } from "../edge/records";
import type { RegionRecords } from "../edge/region-records";
import { WebFirewall, type WebFirewallArgs } from "../edge/web-firewall";
import type { RegionalService } from "../region/regional-service";

export interface DnsRoutingArgs extends Omit<
  RecordsArgs,
  "endpoints" | "distributionAlias" | "hostedZoneId" | "hostedZoneName"
> {
  readonly zone: HostedZone;
  readonly services: readonly RegionalService[];
  /** A content delivery network before all regions. @default none */
  readonly distribution?: DistributionArgs;
  readonly ddosProtection: "standard" | "advanced";
}

export interface DistributionArgs {
  readonly originVerification: OriginVerification;
  /** An issued certificate of us-east-1. */
  readonly certificateArn: pulumi.Input<string>;
  /** @default none */
  readonly webFirewall?: Omit<WebFirewallArgs, "before" | "logRetentionDays">;
  readonly logRetentionDays: number;
}

/** What requests must show at the load balancers, so that nobody walks around the distribution. */
export function createOriginVerification(
  unverifiedPath: string,
  opts: pulumi.ComponentResourceOptions,
): OriginVerification {
  return { header: new OriginVerifySecret("origin", opts).header, unverifiedPath };
}

/** Opens the platform to the world under its name; last, for every region serves by then. */
export function createDnsRouting(args: DnsRoutingArgs, opts: pulumi.ComponentResourceOptions): RegionRecords {
  const { zone, services, distribution, domainName } = args;
  const delivery = distribution && createContentDelivery(domainName, distribution, opts);
  const records = createRecords(
    "failover",
    {
      ...args,
      hostedZoneId: zone.zoneId,
      hostedZoneName: zone.zoneName,
      endpoints: services.map(({ endpoint }) => endpoint),
      distributionAlias: delivery?.distributionAlias,
    },
    { ...opts, dependsOn: services.map(({ app }) => app) },
  );
  if (args.ddosProtection === "advanced") createDdosProtection(args, records, delivery, opts);
  return records;
}

function createContentDelivery(
  domainName: string,
  { originVerification, certificateArn, webFirewall, logRetentionDays }: DistributionArgs,
  opts: pulumi.ComponentResourceOptions,
): ContentDelivery {
  const firewall =
    webFirewall &&
    new WebFirewall("firewall", { ...webFirewall, logRetentionDays, before: { kind: "distribution" } }, opts);
  return new ContentDelivery(
    "delivery",
    {
      domainName,
      originName: `origin.${domainName}`,
      originVerifyHeader: originVerification.header,
      certificateArn,
      webAclArn: firewall?.arn,
    },
    opts,
  );
}

/** AWS Shield Advanced for everything that the internet can reach. */
function createDdosProtection(
  { zone, services }: DnsRoutingArgs,
  { healthCheckArns }: RegionRecords,
  delivery: ContentDelivery | undefined,
  opts: pulumi.ComponentResourceOptions,
): void {
  const regional = services.flatMap(({ region: { name }, loadBalancer }) =>
    Object.entries(loadBalancer?.protectable ?? {}).map(([role, arn]) => ({
      role: `${name}-${role}`,
      arn,
      healthCheckArn: healthCheckArns[name],
    })),
  );
  const protectedResources = [
    ...regional,
    { role: "zone", arn: zone.arn },
    ...(delivery ? [{ role: "distribution", arn: delivery.distributionArn }] : []),
  ];
  new DdosProtection("shield", { protectedResources }, opts);
}
