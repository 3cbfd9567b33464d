import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import type { platformVariables } from "../kit/contract";
import { networkIdleTimeoutSeconds } from "../kit/limits";
import { cachePort } from "../kit/ports";
import { AnyDatabase } from "../data/any-database";
import type { Region } from "./region";

/** The object stores that an application may use, wherever they are. */
export interface ObjectStoreAccess {
  /** The ordered list of buckets with time-outs and circuit breaker, as JSON. */
  readonly list: pulumi.Input<string>;
  /** Buckets, and the access point over them, that it may read and write. */
  readonly bucketArns: readonly pulumi.Input<string>[];
  /** Keys of the buckets in other regions. */
  readonly otherKeyArns: readonly pulumi.Input<string>[];
  /** One name for all buckets, where there is one. */
  readonly accessPointArn: pulumi.Input<string> | undefined;
}

type Variable = readonly [name: (typeof platformVariables)[number], value: pulumi.Input<string>];

/** Seconds for a request that the load balancer sends in the last moment of a connection, and for unlike clocks. */
const keepAliveMarginSeconds = 10;

/**
 * For how long the application keeps an idle connection: longer than its load balancer, or it closes one that was just
 * chosen for a request, which fails with a 502.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html#http-502-issues
 */
function keepAliveTimeoutSeconds({ kind, idleTimeoutSeconds }: Settings["loadBalancer"]): number {
  return (kind === "network" ? networkIdleTimeoutSeconds : idleTimeoutSeconds) + keepAliveMarginSeconds;
}

/**
 * Where the application of a region finds what it works with, and what it must know, beside the variables of its own; none
 * of it is secret.
 */
export function environmentIn(
  region: Region,
  objects: ObjectStoreAccess,
  loadBalancer: Settings["loadBalancer"],
  own: Readonly<Record<string, string>>,
): Record<string, pulumi.Input<string>> {
  const variables: readonly Variable[] = [
    ["AWS_REGION", region.name],
    ["KEEP_ALIVE_TIMEOUT_SECONDS", String(keepAliveTimeoutSeconds(loadBalancer))],
    ["BUCKET", region.objectStore.bucketName],
    ["OBJECT_STORE", objects.list],
    ...accessPointVariables(objects),
    ...cacheVariables(region),
    ...databaseVariables(region),
  ];
  return Object.fromEntries([...Object.entries(own), ...variables]);
}

function accessPointVariables({ accessPointArn }: ObjectStoreAccess): readonly Variable[] {
  return accessPointArn === undefined ? [] : [["OBJECT_STORE_ACCESS_POINT", accessPointArn]];
}

function cacheVariables({ cache }: Region): readonly Variable[] {
  if (cache === undefined) return [];
  return [
    ["CACHE_HOST", cache.configurationEndpoint],
    ["CACHE_PORT", String(cachePort)],
  ];
}

function databaseVariables({ database, databaseProxy }: Region): readonly Variable[] {
  if (database === undefined) return [];
  const { endpoint, readReplicaEndpoints } = databaseProxy ?? database;
  const readers = readReplicaEndpoints.length > 0 ? readReplicaEndpoints : [endpoint];
  return [
    ["DATABASE_HOST", endpoint],
    ["DATABASE_NAME", AnyDatabase.databaseName],
    ["DATABASE_PORT", pulumi.interpolate`${database.port}`],
    ["DATABASE_READER_HOSTS", pulumi.all(readers).apply((hosts) => hosts.join(","))],
  ];
}
