import * as pulumi from "@pulumi/pulumi";
import { MultiRegionAccessPoint } from "../data/multi-region-access-point";
import { ObjectReplication } from "../data/object-replication";
import { type CircuitBreaker, type ExternalFallback, replicaList } from "../data/replica-list";
import { secretsFolder } from "../kit/contract";
import type { ObjectStoreAccess } from "../region/environment";
import type { Region } from "../region/region";

export interface ObjectStoreSettings {
  readonly access: "bucket" | "multi-region-access-point";
  /** Seconds to wait for a bucket, by priority; the last is for all that follow. */
  readonly timeoutsSeconds: readonly number[];
  readonly circuitBreaker: CircuitBreaker;
  /** @default none */
  readonly externalFallback?: Omit<ExternalFallback, "credentialsFile"> & {
    /** Name of the application's secret that opens it. */
    readonly credentialsSecret: string;
  };
}

/**
 * Joins the buckets of all regions: each copies to every other, and one name may stand before them all.
 * @param regions in the order in which they take over.
 * @returns what the application of a region is told of them, its own bucket first.
 */
export function replicateObjects(
  regions: readonly [Region, ...Region[]],
  settings: ObjectStoreSettings,
  opts: pulumi.ComponentResourceOptions,
): (region: Region) => ObjectStoreAccess {
  const sites = regions.map((region) => ({ region: region.name, store: region.objectStore, parent: region }));
  for (const source of sites.length > 1 ? sites : []) {
    const destinations = sites.filter((site) => site !== source);
    const { parent } = source;
    new ObjectReplication(`${source.region}-replication`, { source, destinations }, { parent });
  }
  const [{ protection }] = regions;
  const accessPoint =
    settings.access === "multi-region-access-point"
      ? new MultiRegionAccessPoint("objects", { stores: sites, protection }, opts)
      : undefined;

  const { externalFallback, ...shared } = settings;
  const list = {
    ...shared,
    replicas: regions.map(({ name: region, bucketName }) => ({ region, bucket: bucketName })),
    ...(externalFallback && {
      externalFallback: {
        ...externalFallback,
        credentialsFile: `${secretsFolder}/${externalFallback.credentialsSecret}.json`,
      },
    }),
  };
  return (region) => ({
    list: pulumi.jsonStringify(replicaList({ ...list, region: region.name })),
    bucketArns: [
      ...sites.map(({ store }) => store.bucketArn),
      ...(accessPoint ? [accessPoint.permissionArns.bucket] : []),
    ],
    otherKeyArns: regions.filter((other) => other !== region).map(({ keyArn }) => keyArn),
    ...(accessPoint && { accessPointArn: accessPoint.arn }),
  });
}
