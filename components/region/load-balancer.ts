import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import type { OriginVerification } from "../edge/forwarding";
import { LoadBalancer, type LoadBalancerArgs } from "../edge/load-balancer";
import { WebFirewall, type WebFirewallArgs } from "../edge/web-firewall";
import type { Complete } from "../kit/complete";
import type { Exposure } from "../kubernetes/exposure";
import { ZonalAutoshift, type ZonalAutoshiftArgs } from "../operations/zonal-autoshift";
import { AppTier } from "../workloads/app-tier";
import type { Region } from "./region";
import type { WebFirewallSettings } from "./settings";

/** What a region's load balancer is given beside the settings. */
export interface LoadBalancerContext {
  /** An issued certificate of this region. */
  readonly certificateArn: pulumi.Input<string>;
  /** What requests need to be let in, where a distribution is in front of the region. */
  readonly originVerification: OriginVerification | undefined;
}

/** The region's load balancer, with its web firewall. */
export function createLoadBalancer(
  region: Region,
  settings: Settings,
  context: LoadBalancerContext,
): LoadBalancer {
  const loadBalancer = new LoadBalancer(`${region.name}-lb`, loadBalancerArgs(settings, region, context), {
    parent: region,
  });
  const webFirewall = regionalWebFirewall(settings, context);
  const { applicationArn: arn } = loadBalancer;
  if (webFirewall && arn) createWebFirewall(region, settings, webFirewall, { kind: "load-balancer", arn });
  return loadBalancer;
}

/** Behind a distribution the firewall is the distribution's: here, every client has the distribution's address. */
function regionalWebFirewall(
  { webFirewall }: Settings,
  { originVerification }: LoadBalancerContext,
): WebFirewallSettings | undefined {
  return originVerification ? undefined : webFirewall;
}

function loadBalancerArgs(
  settings: Settings,
  { network, firewall, availabilityZones, cluster }: Region,
  context: LoadBalancerContext,
): Complete<LoadBalancerArgs> {
  const { appTier, loadBalancer, dataProtection } = settings;
  return {
    kind: loadBalancer.kind,
    vpcId: network.vpcId,
    subnetIds: network.publicSubnetIds,
    availabilityZones,
    securityGroupIds: firewall.securityGroupIds,
    certificateArn: context.certificateArn,
    targets: appTier.platform === "kubernetes" ? "ip" : "instance",
    clusterName: cluster?.clusterName,
    targetPort: AppTier.targetTlsPort,
    healthCheck: healthCheckArgs(settings),
    deregistrationDelaySeconds: loadBalancer.deregistrationDelaySeconds,
    stickySessionSeconds: loadBalancer.stickySessionSeconds,
    idleTimeoutSeconds: loadBalancer.idleTimeoutSeconds,
    clientKeepAliveSeconds: loadBalancer.clientKeepAliveSeconds,
    accessLogRetentionDays: loadBalancer.accessLogRetentionDays,
    blueGreen: blueGreenArgs(appTier),
    originVerification: context.originVerification,
    webFirewallUnavailable: regionalWebFirewall(settings, context)?.whenUnavailable,
    protection: dataProtection,
  };
}

function healthCheckArgs({
  loadBalancer: { healthCheck },
}: Settings): Complete<LoadBalancerArgs["healthCheck"]> {
  return {
    path: healthCheck.path,
    intervalSeconds: healthCheck.intervalSeconds,
    timeoutSeconds: healthCheck.timeoutSeconds,
    healthyThreshold: healthCheck.healthyThreshold,
    unhealthyThreshold: healthCheck.unhealthyThreshold,
  };
}

function blueGreenArgs(appTier: Settings["appTier"]): LoadBalancerArgs["blueGreen"] {
  if (appTier.platform !== "ec2" || appTier.deployment.mode !== "blue-green") return undefined;
  return { greenPercent: appTier.deployment.greenPercent };
}

export function createZonalAutoshift(
  region: Region,
  loadBalancer: LoadBalancer,
  outcomeAlarmArns: readonly pulumi.Input<string>[],
): void {
  const args: Complete<ZonalAutoshiftArgs> = {
    resourceArn: loadBalancer.arn,
    outcomeAlarmArns,
    blockingAlarmArns: undefined,
    blockedWindows: undefined,
    blockedDates: undefined,
  };
  new ZonalAutoshift(`${region.name}-autoshift`, args, { parent: region });
}

/** How requests come to pods whose cluster makes the load balancer. */
export function createIngressExposure(
  region: Region,
  settings: Settings,
  context: LoadBalancerContext,
): Extract<Exposure, { kind: "ingress" }> {
  const webFirewall = regionalWebFirewall(settings, context);
  const firewall = webFirewall && createWebFirewall(region, settings, webFirewall, { kind: "ingress" });
  return ingressArgs(settings, region, context, firewall);
}

function ingressArgs(
  settings: Settings,
  { network }: Region,
  { certificateArn }: LoadBalancerContext,
  webFirewall: WebFirewall | undefined,
): Complete<Extract<Exposure, { kind: "ingress" }>> {
  const { loadBalancer, dataProtection } = settings;
  return {
    kind: "ingress",
    subnetIds: network.publicSubnetIds,
    certificateArn,
    webFirewallArn: webFirewall?.arn,
    stickySessionSeconds: loadBalancer.stickySessionSeconds,
    idleTimeoutSeconds: loadBalancer.idleTimeoutSeconds,
    clientKeepAliveSeconds: loadBalancer.clientKeepAliveSeconds,
    healthCheck: healthCheckArgs(settings),
    protection: dataProtection,
  };
}

function createWebFirewall(
  region: Region,
  settings: Settings,
  webFirewall: WebFirewallSettings,
  before: WebFirewallArgs["before"],
): WebFirewall {
  return new WebFirewall(`${region.name}-firewall`, webFirewallArgs(settings, webFirewall, before), {
    parent: region,
  });
}

export function webFirewallArgs(
  { observability }: Settings,
  webFirewall: WebFirewallSettings,
  before: WebFirewallArgs["before"],
): Complete<WebFirewallArgs> {
  return {
    before,
    exceptions: webFirewall.exceptions,
    blockedCidrBlocks: webFirewall.blockedCidrBlocks,
    allowedCidrBlocks: webFirewall.allowedCidrBlocks,
    rateLimitPerFiveMinutes: webFirewall.rateLimitPerFiveMinutes,
    managedRules: webFirewall.managedRules,
    action: webFirewall.action,
    logRetentionDays: observability.logRetentionDays,
  };
}
