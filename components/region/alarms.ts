import type * as pulumi from "@pulumi/pulumi";
import type { AnyCache } from "../data/any-cache";
import type { AnyDatabase } from "../data/any-database";
import type { LoadBalancer } from "../edge/load-balancer";
import { Alarms, type AlarmsArgs } from "../observability/alarms";
import type { WatchedRegion } from "../observability/charts";
import type { WatchedCache } from "../observability/cache-metrics";
import type { WatchedDatabase } from "../observability/database-alarms";
import type { Region } from "./region";
import type { CacheSettings, DatabaseSettings } from "./data-stores";

export interface RegionAlarmsArgs {
  /** Begins names that are unique in the account. */
  readonly namePrefix: string;
  readonly database?: DatabaseSettings;
  readonly cache?: CacheSettings;
  readonly replicationLagSeconds: number;
  readonly backups: "none" | "watched";
}

/** Alarms of a region, and what its dashboard shows. */
export interface RegionAlarms {
  readonly alarms: Alarms;
  readonly watched: WatchedRegion;
}

/** @param loadBalancer left out where the cluster makes it: nothing here knows its name. */
export function createAlarms(
  region: Region,
  args: RegionAlarmsArgs,
  loadBalancer?: LoadBalancer,
): RegionAlarms {
  const { role, database, cache, alarmTopicArn: topicArn } = region;
  const entry = loadBalancer && entryOf(region, loadBalancer);
  const readers = database?.deployment === "instance" ? readersOf(database) : {};
  const isFollowed = role.kind === "primary" && role.replicaRegions.length > 0;
  const databaseRole =
    role.kind === "replica" ? "replica" : isFollowed || Object.keys(readers).length > 0 ? "source" : "alone";
  const { replicationLagSeconds } = args;

  const alarms = new Alarms(
    `${region.name}-alarms`,
    {
      topicArn,
      namePrefix: `${args.namePrefix}-${region.name}`,
      backups: args.backups,
      ...(entry && { entry }),
      ...(database &&
        args.database && {
          database: {
            database: watchedDatabase(database),
            role: databaseRole,
            readers,
            allocatedStorageGiB: args.database.allocatedStorageGiB,
            replicationLagSeconds,
            ...(args.database.tuning?.maxConnections !== undefined && {
              maxConnections: args.database.tuning.maxConnections,
            }),
          },
        }),
      ...(cache && args.cache && { cache: cacheAlarms(cache, args.cache, role.kind, replicationLagSeconds) }),
    },
    { parent: region },
  );
  return {
    alarms,
    watched: {
      region: region.name,
      entry: entry ?? {},
      ...(database && { database: watchedDatabase(database), readers }),
      ...(databaseRole !== "alone" && { databaseRole }),
      ...(cache && { cache: watchedCache(cache) }),
    },
  };
}

function entryOf({ availabilityZones }: Region, { metrics }: LoadBalancer): NonNullable<AlarmsArgs["entry"]> {
  const { application, network, targetGroups } = metrics;
  const targetGroup = targetGroups.blue;
  return {
    ...(application && { application: { loadBalancer: application, targetGroup } }),
    ...(network && { network: { loadBalancer: network, targetGroup, availabilityZones } }),
  };
}

function watchedDatabase({ deployment, identifier, instanceIdentifiers }: AnyDatabase): WatchedDatabase {
  const [first, ...others] = instanceIdentifiers;
  if (deployment === "instance" || first === undefined) return { deployment: "instance", identifier };
  return { deployment, identifier, members: [first, ...others] };
}

/** Everything beside the instance that takes writes. */
function readersOf({ instanceIdentifiers }: AnyDatabase): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    instanceIdentifiers.slice(1).map((identifier, at) => [String(at + 1), identifier]),
  );
}

function watchedCache({ service, identifier, nodeIdentifiers: nodes }: AnyCache): WatchedCache {
  return service === "elasticache"
    ? { engine: service, nodes }
    : { engine: service, clusterName: identifier, nodes };
}

function cacheAlarms(
  cache: AnyCache,
  settings: CacheSettings,
  role: "primary" | "replica",
  replicationLagSeconds: number,
): NonNullable<AlarmsArgs["cache"]> {
  const follows = settings.durability === "snapshots" && settings.scope === "global" && role === "replica";
  return {
    cache: watchedCache(cache),
    whenFull: settings.maxmemoryPolicy === "noeviction" ? "refuses-writes" : "evicts",
    globalDatastore: follows ? "secondary" : "none",
    replicationLagSeconds,
  };
}
