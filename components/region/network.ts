import type * as pulumi from "@pulumi/pulumi";
import type { RegionSettings, Settings } from "../../config";
import type { Complete } from "../kit/complete";
import type { Cluster } from "../kubernetes/cluster";
import type { ExistingCluster } from "../kubernetes/existing-cluster";
import type { FirewallArgs } from "../network/firewall";
import type { DatabaseAccess, OriginClients } from "../network/flows";
import type { NetworkArgs } from "../network/network";
import { AppTier } from "../workloads/app-tier";

export function networkArgs(
  { network, dataProtection }: Settings,
  region: RegionSettings,
): Complete<NetworkArgs> {
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

interface FirewallContext {
  readonly vpcId: pulumi.Input<string>;
  readonly cluster: Cluster | ExistingCluster | undefined;
  readonly clients: OriginClients | undefined;
}

export function firewallArgs(
  { loadBalancer, database, cache, regions }: Settings,
  { vpcId, cluster, clients }: FirewallContext,
): Complete<FirewallArgs> {
  return {
    vpcId,
    appPort: AppTier.targetTlsPort,
    loadBalancerKind: loadBalancer.kind,
    clients,
    appSecurityGroupId: cluster?.securityGroupId,
    database: databaseAccess(database, regions.length),
    cache: cache ? "direct" : "none",
  };
}

/** A proxy is in front of what takes writes; an instance's readers, and a replica, are asked without it. */
function databaseAccess(database: Settings["database"], regions: number): DatabaseAccess {
  if (!database) return "none";
  if (database.proxy === "none") return "direct";
  const areRead = database.deployment === "instance" && (database.readReplicas > 0 || regions > 1);
  return areRead ? "proxy-and-readers" : "proxy";
}
