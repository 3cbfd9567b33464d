import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import { MultiRegionAccessPoint } from "../data/multi-region-access-point";
import { ObjectReplication } from "../data/object-replication";
import {
  type CircuitBreaker,
  type ExternalFallback,
  replicaList,
  type ReplicaListArgs,
} from "../data/replica-list";
import type { Complete } from "../kit/complete";
import { secretsFolder } from "../kit/contract";
import type { ObjectStoreAccess } from "../region/environment";
import type { Region } from "../region/region";

/**
 * Replicates the buckets of all regions, each to every other, and puts one name over them all where that is asked for.
 * @param regions in the order in which they take over.
 * @returns what the application of a region is told of them, its own bucket first.
 */
export function replicateObjects(
  { objectStore, dataProtection: protection }: Settings,
  regions: readonly [Region, ...Region[]],
  opts: pulumi.ComponentResourceOptions,
): (region: Region) => ObjectStoreAccess {
  const sites = regions.map((region) => ({ region: region.name, store: region.objectStore, parent: region }));
  for (const source of sites.length > 1 ? sites : []) {
    const destinations = sites.filter((site) => site !== source);
    const { parent } = source;
    new ObjectReplication(`${source.region}-replication`, { source, destinations }, { parent });
  }
  const accessPoint =
    objectStore.access === "multi-region-access-point"
      ? new MultiRegionAccessPoint("objects", { stores: sites, protection }, opts)
      : undefined;
  return (region) => ({
    list: pulumi.jsonStringify(replicaList(replicaListArgs(objectStore, region, regions))),
    bucketArns: [
      ...sites.map(({ store }) => store.bucketArn),
      ...(accessPoint ? [accessPoint.permissionArns.bucket] : []),
    ],
    otherKeyArns: regions.filter((other) => other !== region).map(({ keyArn }) => keyArn),
    accessPointArn: accessPoint?.arn,
  });
}

type ObjectStoreSettings = Settings["objectStore"];

function replicaListArgs(
  { timeoutsSeconds, circuitBreaker, externalFallback }: ObjectStoreSettings,
  region: Region,
  regions: readonly Region[],
): Complete<ReplicaListArgs<pulumi.Input<string>>> {
  return {
    region: region.name,
    replicas: regions.map(({ name, bucketName }) => ({ region: name, bucket: bucketName })),
    timeoutsSeconds,
    circuitBreaker: circuitBreakerArgs(circuitBreaker),
    externalFallback: externalFallback && externalFallbackArgs(externalFallback),
  };
}

function circuitBreakerArgs(breaker: ObjectStoreSettings["circuitBreaker"]): Complete<CircuitBreaker> {
  return {
    failureThreshold: breaker.failureThreshold,
    successThreshold: breaker.successThreshold,
    openSeconds: breaker.openSeconds,
    halfOpenRequests: breaker.halfOpenRequests,
  };
}

function externalFallbackArgs(
  fallback: NonNullable<ObjectStoreSettings["externalFallback"]>,
): Complete<ExternalFallback> {
  return {
    name: fallback.name,
    endpoint: fallback.endpoint,
    bucket: fallback.bucket,
    timeoutSeconds: fallback.timeoutSeconds,
    credentialsFile: `${secretsFolder}/${fallback.credentialsSecret}.json`,
  };
}
