import type * as pulumi from "@pulumi/pulumi";
import type { RegionSettings, Settings } from "../../config";
import type { Complete } from "../kit/complete";
import type { AdditionalPort } from "../kit/contract";
import type { EgressRule } from "../kit/egress";
import type { Cluster } from "../kubernetes/cluster";
import type { ExistingCluster } from "../kubernetes/existing-cluster";
import { ExistingNetwork, type ExistingNetworkArgs } from "../network/existing-network";
import type { FirewallArgs } from "../network/firewall";
import type { DatabaseAccess, OriginClients } from "../network/flows";
import { InterfaceEndpoints, type InterfaceEndpointsArgs } from "../network/interface-endpoints";
import { Network, type NetworkArgs } from "../network/network";
import type { RegionNetwork } from "../network/region-network";
import { AppTier } from "../workloads/app-tier";

/** The region's network: made here, or by others. @param keyArn of the region's key, known before the network. */
export function createNetwork(
  name: string,
  settings: Settings,
  region: RegionSettings,
  keyArn: pulumi.Input<string>,
  within: pulumi.ComponentResourceOptions,
): RegionNetwork {
  const { existingVpc } = region;
  return existingVpc === undefined
    ? new Network(name, networkArgs(settings, region), within)
    : new ExistingNetwork(name, existingNetworkArgs(existingVpc, region, keyArn), within);
}

function existingNetworkArgs(
  { id, subnets }: NonNullable<RegionSettings["existingVpc"]>,
  { availabilityZones }: RegionSettings,
  anyArn: pulumi.Input<string>,
): Complete<ExistingNetworkArgs> {
  const ofZones = availabilityZones.flatMap((zone) => {
    const found = subnets[zone];
    return found === undefined ? [] : [[zone, found] as const];
  });
  return { vpcId: id, anyArn, subnets: Object.fromEntries(ofZones) };
}

function networkArgs({ network, dataProtection }: Settings, region: RegionSettings): Complete<NetworkArgs> {
  return {
    cidrBlock: region.cidrBlock,
    availabilityZones: region.availabilityZones,
    natGateways: network.natGateways,
    flowLog: flowLogArgs(network),
    protection: dataProtection,
  };
}

function flowLogArgs(network: Settings["network"]): Complete<NetworkArgs["flowLog"]> {
  return {
    destination: network.flowLogDestination,
    aggregationSeconds: network.flowLogAggregationSeconds,
    retentionDays: network.flowLogRetentionDays,
  };
}

/** Private ways to services of AWS, where the settings name some. */
export function createInterfaceEndpoints(
  name: string,
  { network }: Settings,
  region: RegionSettings,
  { vpcId, privateSubnetIds }: RegionNetwork,
  within: pulumi.ComponentResourceOptions,
): InterfaceEndpoints | undefined {
  if (network.interfaceEndpoints.length === 0) return undefined;
  const args: Complete<InterfaceEndpointsArgs> = {
    region: region.name,
    vpcId,
    cidrBlock: region.cidrBlock,
    subnetIds: privateSubnetIds,
    services: network.interfaceEndpoints,
  };
  return new InterfaceEndpoints(name, args, within);
}

/** Further ports of the application, for the region's VPC where nothing else is said. */
export function additionalPorts(
  { appTier }: Settings,
  { cidrBlock }: Pick<RegionSettings, "cidrBlock">,
): Record<string, AdditionalPort> {
  const ports = Object.entries(appTier.additionalPorts).map(
    ([name, { port, protocol, cidrBlocks = [cidrBlock] }]): [string, AdditionalPort] => [
      name,
      { port, protocol, cidrBlocks },
    ],
  );
  return Object.fromEntries(ports);
}

export function egressRule({
  protocol,
  port,
  cidrBlocks,
  description,
}: Settings["network"]["egress"][number]): Complete<EgressRule> {
  return { protocol, port, cidrBlocks, description };
}

export function firewallArgs(
  settings: Settings,
  region: RegionSettings,
  { network, endpoints, cluster, clients }: FirewallContext,
): Complete<FirewallArgs> {
  const { loadBalancer, database, cache, regions } = settings;
  return {
    vpcId: network.vpcId,
    appPort: AppTier.targetTlsPort,
    loadBalancerKind: loadBalancer.kind,
    clients,
    appSecurityGroupId: cluster?.securityGroupId,
    database: databaseAccess(database, regions.length),
    cache: cache ? "direct" : "none",
    egress: settings.network.egress.map(egressRule),
    endpoints: {
      prefixListIds: network.gatewayPrefixListIds,
      securityGroupId: endpoints?.securityGroupId,
    },
    appPorts: additionalPorts(settings, region),
  };
}

/** What is there before the firewall. */
interface FirewallContext {
  readonly network: RegionNetwork;
  readonly endpoints: InterfaceEndpoints | undefined;
  readonly cluster: Cluster | ExistingCluster | undefined;
  readonly clients: OriginClients | undefined;
}

/** A proxy is in front of what takes writes; an instance's readers, and a replica, are asked without it. */
function databaseAccess(database: Settings["database"], regions: number): DatabaseAccess {
  if (!database) return "none";
  if (database.proxy === "none") return "direct";
  const areRead = database.deployment === "instance" && (database.readReplicas > 0 || regions > 1);
  return areRead ? "proxy-and-readers" : "proxy";
}
