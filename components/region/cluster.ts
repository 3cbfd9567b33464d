import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import type { Complete } from "../kit/complete";
import { Cluster, type ClusterArgs } from "../kubernetes/cluster";
import { ExistingCluster, type ExistingClusterArgs } from "../kubernetes/existing-cluster";
import type { ClusterSettings } from "./settings";

type CreatedCluster = Extract<ClusterSettings, { mode: "create" }>;
type FoundCluster = Extract<ClusterSettings, { mode: "existing" }>;

/** Where a cluster is made. */
type ClusterPlace = Pick<ClusterArgs, "region" | "subnetIds" | "keyArn">;

/** The region's cluster: made here, or made by others. */
export function createCluster(
  name: string,
  settings: Settings,
  cluster: ClusterSettings,
  place: ClusterPlace,
  within: pulumi.ComponentResourceOptions,
): Cluster | ExistingCluster {
  return cluster.mode === "create"
    ? new Cluster(name, clusterArgs(settings, cluster, place), within)
    : new ExistingCluster(name, existingClusterArgs(cluster, place.region), within);
}

function clusterArgs(
  { observability, dataProtection }: Settings,
  cluster: CreatedCluster,
  { region, subnetIds, keyArn }: ClusterPlace,
): Complete<ClusterArgs> {
  return {
    region,
    version: cluster.version,
    subnetIds,
    keyArn,
    logRetentionDays: observability.logRetentionDays,
    publicAccessCidrBlocks: cluster.publicAccessCidrBlocks,
    protection: dataProtection,
  };
}

/** @throws {TypeError} for a region whose cluster the settings do not name. */
function existingClusterArgs(
  { byRegion, kubeconfig }: FoundCluster,
  region: string,
): Complete<ExistingClusterArgs> {
  const found = byRegion[region];
  if (found === undefined) throw new TypeError(`byRegion must have the cluster of ${region}; add it`);
  return {
    clusterName: found.name,
    context: found.context,
    kubeconfig,
    securityGroupId: found.securityGroupId,
  };
}
