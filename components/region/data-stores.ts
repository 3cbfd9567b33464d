import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import type { AnyCache } from "../data/any-cache";
import type { AnyDatabase } from "../data/any-database";
import { Cache, type CacheArgs, type DatastoreRole } from "../data/cache";
import { Database, type DatabaseArgs } from "../data/database";
import { DatabaseCluster } from "../data/database-cluster";
import { DatabaseProxy, type DatabaseProxyArgs } from "../data/database-proxy";
import { DurableCache, type DurableCacheArgs } from "../data/durable-cache";
import type { ObjectStoreArgs } from "../data/object-store";
import type { Complete } from "../kit/complete";
import type { Firewall } from "../network/firewall";
import type { CacheSettings, DatabaseSettings } from "./settings";

/** Takes writes and lends its passwords to `replicaRegions`, or follows the region that does. */
export type RegionRole =
  | { readonly kind: "primary"; readonly replicaRegions: readonly string[] }
  | { readonly kind: "replica"; readonly primary: FollowedStores };

/** The stores of the region that is followed. */
interface FollowedStores {
  readonly database: AnyDatabase | undefined;
  readonly cache: AnyCache | undefined;
}

/** What every store of a region is given. */
interface StoreContext {
  /** The region's name, with which those of its stores begin. */
  readonly name: string;
  readonly role: RegionRole;
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupIds: Pick<Firewall["securityGroupIds"], "database" | "databaseProxy" | "cache">;
  readonly keyArn: pulumi.Input<string>;
  readonly notificationTopicArn: pulumi.Input<string>;
}

export function createDatabase(
  settings: Settings,
  database: DatabaseSettings,
  stores: StoreContext,
  within: pulumi.ComponentResourceOptions,
): Database | DatabaseCluster {
  const name = `${stores.name}-database`;
  const args = databaseArgs(settings, database, stores);
  return database.deployment === "instance"
    ? new Database(name, args, within)
    : new DatabaseCluster(name, args, within);
}

function databaseArgs(
  { backup, dataProtection }: Settings,
  database: DatabaseSettings,
  { role, subnetIds, securityGroupIds, keyArn }: StoreContext,
): Complete<DatabaseArgs> {
  const instance = database.deployment === "instance" ? database : undefined;
  return {
    subnetIds,
    securityGroupId: securityGroupIds.database,
    keyArn,
    protection: dataProtection,
    instanceClass: database.instanceClass,
    engineVersion: database.engineVersion,
    allocatedStorageGiB: database.allocatedStorageGiB,
    maxAllocatedStorageGiB: instance?.maxAllocatedStorageGiB,
    backupRetentionDays: database.backupRetentionDays,
    readReplicas: instance?.readReplicas,
    tuning: tuningArgs(database.tuning),
    dailyAtUtc: backup?.dailyAtUtc,
    role: databaseRole(role),
  };
}

function tuningArgs(tuning: DatabaseSettings["tuning"]): Complete<NonNullable<DatabaseArgs["tuning"]>> {
  return {
    sharedBuffersMiB: tuning.sharedBuffersMiB,
    effectiveCacheSizeMiB: tuning.effectiveCacheSizeMiB,
    maxConnections: tuning.maxConnections,
  };
}

function databaseRole(role: RegionRole): DatabaseArgs["role"] {
  if (role.kind === "replica") return { kind: "replica", sourceArn: required(role.primary.database).arn };
  return { kind: "primary", replicaRegions: role.replicaRegions.map((region) => ({ region })) };
}

/** A proxy follows a database that takes writes; a replica gets one when it does. */
export function createDatabaseProxy(
  database: AnyDatabase,
  stores: StoreContext,
  within: pulumi.ComponentResourceOptions,
): DatabaseProxy | undefined {
  if (stores.role.kind === "replica") return undefined;
  return new DatabaseProxy(`${stores.name}-database`, databaseProxyArgs(database, stores), within);
}

function databaseProxyArgs(
  database: AnyDatabase,
  { name, subnetIds, securityGroupIds, keyArn }: StoreContext,
): Complete<DatabaseProxyArgs> {
  return {
    region: name,
    database,
    subnetIds,
    securityGroupId: securityGroupIds.databaseProxy,
    keyArn,
    maxConnectionsPercent: undefined,
    maxIdleConnectionsPercent: undefined,
    connectionBorrowTimeoutSeconds: undefined,
  };
}

export function createCache(
  settings: Settings,
  cache: CacheSettings,
  stores: StoreContext,
  within: pulumi.ComponentResourceOptions,
): AnyCache {
  const name = `${stores.name}-cache`;
  const args = cacheArgs(settings, cache, stores);
  return cache.durability === "transaction-log"
    ? new DurableCache(name, args, within)
    : new Cache(name, args, within);
}

/** What either of the two caches takes. */
function cacheArgs(
  { backup, observability, dataProtection }: Settings,
  cache: CacheSettings,
  stores: StoreContext,
): Complete<CacheArgs & DurableCacheArgs> {
  const isGlobal = cache.durability === "snapshots" && cache.scope === "global";
  return {
    subnetIds: stores.subnetIds,
    securityGroupId: stores.securityGroupIds.cache,
    keyArn: stores.keyArn,
    protection: dataProtection,
    engineVersion: cache.engineVersion,
    nodeType: cache.nodeType,
    shards: cache.shards,
    replicasPerShard: cache.replicasPerShard,
    maxmemoryPolicy: cache.maxmemoryPolicy,
    snapshotRetentionDays: cache.snapshotRetentionDays,
    dailyAtUtc: backup?.dailyAtUtc,
    notificationTopicArn: stores.notificationTopicArn,
    datastore: isGlobal ? datastoreRole(stores) : undefined,
    logRetentionDays: observability.logRetentionDays,
  };
}

function datastoreRole({ name, role }: StoreContext): DatastoreRole {
  if (role.kind === "primary") {
    return { kind: "global-primary", replicaRegions: role.replicaRegions.map((region) => ({ region })) };
  }
  const { cache } = role.primary;
  if (!(cache instanceof Cache)) throw new TypeError(`the cache that ${name} follows is no ElastiCache`);
  return { kind: "secondary", region: name, globalPrimary: cache };
}

export function objectStoreArgs(
  { objectStore, dataProtection }: Settings,
  name: pulumi.Input<string>,
  keyArn: pulumi.Input<string>,
): Complete<ObjectStoreArgs> {
  return {
    name,
    keyArn,
    protection: dataProtection,
    noncurrentVersionRetentionDays: objectStore.noncurrentVersionRetentionDays,
  };
}

/** What both regions of a pair have or neither does. */
export function required<T>(store: T | undefined): T {
  if (store === undefined) throw new TypeError("the region that is followed has no such store");
  return store;
}
