import type * as pulumi from "@pulumi/pulumi";
import type { AnyCache } from "../data/any-cache";
import type { AnyDatabase } from "../data/any-database";
import { Cache, type DatastoreRole } from "../data/cache";
import { Database, type DatabaseArgs } from "../data/database";
import { DatabaseCluster } from "../data/database-cluster";
import { DatabaseProxy } from "../data/database-proxy";
import { DurableCache, type DurableCacheArgs } from "../data/durable-cache";

type Wired = "subnetIds" | "securityGroupId" | "keyArn" | "protection" | "role";

export type DatabaseSettings = Omit<DatabaseArgs, Wired> & {
  readonly deployment: "instance" | "cluster";
  readonly proxy: "none" | "rds-proxy";
};

export type CacheSettings = Omit<DurableCacheArgs, Wired> &
  (
    | { readonly durability: "snapshots"; readonly scope: "regional" | "global" }
    | { readonly durability: "transaction-log" }
  );

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
  readonly data: Pick<DurableCacheArgs, "subnetIds" | "keyArn" | "protection">;
}

export function createDatabase(
  { name, role, data }: StoreContext,
  { deployment, ...settings }: DatabaseSettings,
  securityGroupId: pulumi.Input<string>,
  within: pulumi.ComponentResourceOptions,
): Database | DatabaseCluster {
  const args = { ...settings, ...data, securityGroupId, role: databaseRole(role) };
  return deployment === "instance"
    ? new Database(`${name}-database`, args, within)
    : new DatabaseCluster(`${name}-database`, args, within);
}

function databaseRole(role: RegionRole): DatabaseArgs["role"] {
  if (role.kind === "replica") return { kind: "replica", sourceArn: required(role.primary.database).arn };
  return { kind: "primary", replicaRegions: role.replicaRegions.map((region) => ({ region })) };
}

/** A proxy follows a database that takes writes; a replica gets one when it does. */
export function createProxy(
  { name, role, data }: StoreContext,
  database: AnyDatabase,
  securityGroupId: () => pulumi.Input<string>,
  within: pulumi.ComponentResourceOptions,
): DatabaseProxy | undefined {
  if (role.kind === "replica") return undefined;
  const args = { region: name, database, ...data, securityGroupId: securityGroupId() };
  return new DatabaseProxy(`${name}-database`, args, within);
}

export function createCache(
  place: StoreContext,
  settings: CacheSettings,
  securityGroupId: pulumi.Input<string>,
  within: pulumi.ComponentResourceOptions,
): AnyCache {
  const args = { ...settings, ...place.data, securityGroupId };
  const name = `${place.name}-cache`;
  if (settings.durability === "transaction-log") return new DurableCache(name, args, within);
  const datastore = settings.scope === "global" ? { datastore: datastorePlace(place) } : {};
  return new Cache(name, { ...args, ...datastore }, within);
}

function datastorePlace({ name, role }: StoreContext): DatastoreRole {
  if (role.kind === "primary") {
    return { kind: "global-primary", replicaRegions: role.replicaRegions.map((region) => ({ region })) };
  }
  const { cache } = role.primary;
  if (!(cache instanceof Cache)) throw new TypeError(`the cache that ${name} follows is no ElastiCache`);
  return { kind: "secondary", region: name, globalPrimary: cache };
}

/** What both regions of a pair have or neither does. */
export function required<T>(store: T | undefined): T {
  if (store === undefined) throw new TypeError("the region that is followed has no such store");
  return store;
}
