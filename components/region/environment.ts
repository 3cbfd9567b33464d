import * as pulumi from "@pulumi/pulumi";
import { AnyDatabase } from "../data/any-database";
import { cachePort } from "../data/any-cache";
import type { Region } from "./region";

/** The object stores that an application may use, wherever they are. */
export interface ObjectStoreAccess {
  /** The ordered list of buckets with time-outs and circuit breaker, as JSON. */
  readonly list: pulumi.Input<string>;
  /** Buckets, and the access point over them, that it may read and write. */
  readonly bucketArns: readonly pulumi.Input<string>[];
  /** Keys of the buckets in other regions. */
  readonly otherKeyArns: readonly pulumi.Input<string>[];
  /** One name for all buckets. @default none */
  readonly accessPointArn?: pulumi.Input<string>;
}

/** Where the application of a region finds what it works with; none of it is secret. */
export function environmentIn(
  region: Region,
  objects: ObjectStoreAccess,
): Record<string, pulumi.Input<string>> {
  const { database, databaseProxy, cache } = region;
  const { accessPointArn } = objects;
  return {
    AWS_REGION: region.name,
    BUCKET: region.objectStore.bucketName,
    OBJECT_STORE: objects.list,
    ...(accessPointArn !== undefined && { OBJECT_STORE_ACCESS_POINT: accessPointArn }),
    ...(cache && { CACHE_HOST: cache.configurationEndpoint, CACHE_PORT: String(cachePort) }),
    ...(database && databaseEnvironment(database, databaseProxy ?? database)),
  };
}

/** @param front what is connected to: the database itself, or the proxy before it. */
function databaseEnvironment(
  database: AnyDatabase,
  front: Pick<AnyDatabase, "endpoint" | "readReplicaEndpoints">,
): Record<string, pulumi.Input<string>> {
  const readers = front.readReplicaEndpoints.length > 0 ? front.readReplicaEndpoints : [front.endpoint];
  return {
    DATABASE_HOST: front.endpoint,
    DATABASE_NAME: AnyDatabase.databaseName,
    DATABASE_PORT: pulumi.interpolate`${database.port}`,
    DATABASE_READER_HOSTS: pulumi.all(readers).apply((hosts) => hosts.join(",")),
  };
}
