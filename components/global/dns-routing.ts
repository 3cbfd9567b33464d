import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import { ContentDelivery, type ContentDeliveryArgs } from "../edge/content-delivery";
import { DdosProtection, type ProtectedResource } from "../edge/ddos-protection";
import type { OriginVerification } from "../edge/forwarding";
import type { HostedZone, HostedZoneArgs } from "../edge/hosted-zone";
import { OriginVerifySecret } from "../edge/origin-verify-secret";
import { createRecords, type RecordsArgs } from "../edge/records";
import type { RegionRecords, RegionSwitches } from "../edge/region-records";
import { WebFirewall } from "../edge/web-firewall";
import type { Complete } from "../kit/complete";
import { webFirewallArgs } from "../region/load-balancer";
import type { RegionalService } from "../region/regional-service";

export interface DnsRoutingArgs {
  readonly settings: Settings;
  readonly zone: HostedZone;
  readonly services: readonly RegionalService[];
  /** A distribution in front of all regions, where there is one. */
  readonly distribution: DistributionArgs | undefined;
  /** What moves the traffic, where it is not the health of the regions. */
  readonly switches: RegionSwitches | undefined;
}

export interface DistributionArgs {
  readonly originVerification: OriginVerification;
  /** An issued certificate of us-east-1. */
  readonly certificateArn: pulumi.Input<string>;
}

export function hostedZoneArgs({ hostedZone }: Settings): Complete<HostedZoneArgs> {
  return hostedZone.mode === "existing"
    ? { mode: "existing", id: hostedZone.id }
    : { mode: "create", name: hostedZone.name, acceleratedRecovery: hostedZone.acceleratedRecovery };
}

/** What requests must show at the load balancers where a distribution is in front, so that no client walks around it. */
export function createOriginVerification(
  { contentDelivery, appTier, loadBalancer }: Settings,
  opts: pulumi.ComponentResourceOptions,
): OriginVerification | undefined {
  if (contentDelivery === "none") return undefined;
  return {
    header: new OriginVerifySecret("origin", opts).header,
    unverifiedPaths: [appTier.readinessPath, loadBalancer.healthCheck.path],
  };
}

/** Opens the platform to its clients under its name; last, for every region serves by then. */
export function createDnsRouting(args: DnsRoutingArgs, opts: pulumi.ComponentResourceOptions): RegionRecords {
  const { settings, services, distribution } = args;
  const delivery = distribution && createContentDelivery(settings, distribution, opts);
  const records = createRecords("failover", recordsArgs(args, delivery), {
    providers: opts.providers,
    dependsOn: services.map(({ app }) => app),
  });
  if (settings.ddosProtection === "advanced") createDdosProtection(args, records, delivery, opts);
  return records;
}

function recordsArgs(
  { settings: { domainName, dns, appTier }, zone, services, switches }: DnsRoutingArgs,
  delivery: ContentDelivery | undefined,
): Complete<RecordsArgs> {
  return {
    domainName,
    distributionAlias: delivery?.distributionAlias,
    hostedZoneId: zone.zoneId,
    hostedZoneName: zone.zoneName,
    endpoints: inOrderOfPreference(services).map(({ endpoint }) => endpoint),
    readinessPath: appTier.readinessPath,
    healthCheckIntervalSeconds: dns.healthCheckIntervalSeconds,
    healthCheckFailureThreshold: dns.healthCheckFailureThreshold,
    checkerRegions: undefined,
    routing: dns.routing,
    weights: dns.weights,
    switches,
  };
}

/** What serves comes first, then the standbys as they take over; a fenced region is the last to be sent to. */
function inOrderOfPreference(services: readonly RegionalService[]): readonly RegionalService[] {
  return (["active", "standby", "fenced"] as const).flatMap((role) =>
    services.filter(({ region }) => region.role === role),
  );
}

function createContentDelivery(
  settings: Settings,
  distribution: DistributionArgs,
  opts: pulumi.ComponentResourceOptions,
): ContentDelivery {
  const { webFirewall } = settings;
  const firewall =
    webFirewall &&
    new WebFirewall(
      "firewall",
      webFirewallArgs(settings, webFirewall, {
        kind: "distribution",
        bodyInspectionKiB: webFirewall.bodyInspectionKiB,
      }),
      opts,
    );
  return new ContentDelivery("content-delivery", contentDeliveryArgs(settings, distribution, firewall), opts);
}

function contentDeliveryArgs(
  { domainName }: Settings,
  { originVerification, certificateArn }: DistributionArgs,
  webFirewall: WebFirewall | undefined,
): Complete<ContentDeliveryArgs> {
  return {
    domainName,
    originName: `origin.${domainName}`,
    originVerifyHeader: originVerification.header,
    certificateArn,
    webAclArn: webFirewall?.arn,
  };
}

/** AWS Shield Advanced for everything that the internet can reach. */
function createDdosProtection(
  { zone, services }: DnsRoutingArgs,
  { healthCheckArns }: RegionRecords,
  delivery: ContentDelivery | undefined,
  opts: pulumi.ComponentResourceOptions,
): void {
  const regional = services.flatMap(({ region: { name }, loadBalancer }) =>
    Object.entries(loadBalancer?.protectable ?? {}).map(([role, arn]): Complete<ProtectedResource> => ({
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
