import type * as pulumi from "@pulumi/pulumi";
import type { RegionSettings, Settings } from "../../config";
import type { AnyCache } from "../data/any-cache";
import type { AnyDatabase, DatabaseRole } from "../data/any-database";
import { Cache, type CacheArgs, type DatastoreRole } from "../data/cache";
import { Database, type DatabaseArgs } from "../data/database";
import { DatabaseCluster } from "../data/database-cluster";
import { DatabaseProxy, type DatabaseProxyArgs } from "../data/database-proxy";
import { DurableCache, type DurableCacheArgs } from "../data/durable-cache";
import type { ObjectStoreArgs } from "../data/object-store";
import type { Complete } from "../kit/complete";
import type { Firewall } from "../network/firewall";
import type { CacheSettings, DatabaseSettings } from "./settings";

/**
 * What a region is in the stack, for good: the home, which keeps what the stack has once (credentials, the founder of a
 * Global Datastore) for itself and `otherRegions`, or a region with that home. It never depends on the roles.
 */
export type RegionIdentity =
  | { readonly kind: "home"; readonly otherRegions: readonly string[] }
  | { readonly kind: "other"; readonly home: HomeStores };

/** The stores of the home. */
interface HomeStores {
  readonly database: AnyDatabase | undefined;
  readonly cache: AnyCache | undefined;
}
/** What every store of a region is given. */
interface StoreContext {
  /** The region's name, with which those of its stores begin. */
  readonly name: string;
  readonly identity: RegionIdentity;
  /** What the region does now. */
  readonly role: RegionSettings["role"];
  readonly dataRole: DatabaseRole;
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
  { backup, dataProtection, rebuild }: Settings,
  database: DatabaseSettings,
  { name, identity, dataRole, subnetIds, securityGroupIds, keyArn }: StoreContext,
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
    applyChanges: database.applyChanges,
    role: dataRole,
    credential: databaseCredential(name, identity),
    rebuild: rebuild === name ? "allowed" : "refused",
  };
}

function tuningArgs(tuning: DatabaseSettings["tuning"]): Complete<NonNullable<DatabaseArgs["tuning"]>> {
  return {
    sharedBuffersMiB: tuning.sharedBuffersMiB,
    effectiveCacheSizeMiB: tuning.effectiveCacheSizeMiB,
    maxConnections: tuning.maxConnections,
  };
}

function databaseCredential(region: string, identity: RegionIdentity): DatabaseArgs["credential"] {
  if (identity.kind === "other") return { kind: "shared", region, owner: required(identity.home.database) };
  return { kind: "own", replicaRegions: identity.otherRegions.map((region) => ({ region })) };
}

export function createDatabaseProxy(
  database: AnyDatabase,
  stores: StoreContext,
  within: pulumi.ComponentResourceOptions,
): DatabaseProxy {
  return new DatabaseProxy(`${stores.name}-database`, databaseProxyArgs(database, stores), within);
}

function databaseProxyArgs(
  database: AnyDatabase,
  { name, dataRole, subnetIds, securityGroupIds, keyArn }: StoreContext,
): Complete<DatabaseProxyArgs> {
  return {
    region: name,
    database,
    role: dataRole.kind === "replica" ? "replica" : "primary",
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
    nodeType: nodeTypeOf(cache, stores.role),
    shards: cache.shards,
    replicasPerShard: cache.replicasPerShard,
    maxmemoryPolicy: cache.maxmemoryPolicy,
    accessString: cache.accessString,
    activePassword: cache.activePassword,
    snapshotRetentionDays: cache.snapshotRetentionDays,
    dailyAtUtc: backup?.dailyAtUtc,
    notificationTopicArn: stores.notificationTopicArn,
    datastore: isGlobal ? datastoreRole(stores) : undefined,
    logRetentionDays: observability.logRetentionDays,
    // MemoryDB knows no other.
    applyChanges: cache.durability === "snapshots" ? cache.applyChanges : "immediately",
  };
}

/** A fenced region keeps what it had: it may be lost, and answer no change. */
function nodeTypeOf(cache: CacheSettings, role: RegionSettings["role"]): string {
  const standby = cache.durability === "snapshots" ? cache.standbyNodeType : undefined;
  return role === "standby" ? (standby ?? cache.nodeType) : cache.nodeType;
}

function datastoreRole({ name, identity }: StoreContext): DatastoreRole {
  if (identity.kind === "home") {
    return { kind: "global-primary", replicaRegions: identity.otherRegions.map((region) => ({ region })) };
  }
  const { cache } = identity.home;
  if (!(cache instanceof Cache)) throw new TypeError(`the cache that ${name} shares is no ElastiCache`);
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

/** What all regions have or none does. */
function required<T>(store: T | undefined): T {
  if (store === undefined) throw new TypeError("the home has no such store");
  return store;
}
