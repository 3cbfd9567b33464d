import type * as pulumi from "@pulumi/pulumi";
import type { AnyCache } from "../data/any-cache";
import type { AnyDatabase } from "../data/any-database";
import type { LoadBalancer } from "../edge/load-balancer";
import { Alarms, type AlarmsArgs } from "../observability/alarms";
import type { MonitoredRegion } from "../observability/charts";
import type { MonitoredCache } from "../observability/cache-metrics";
import type { MonitoredDatabase } from "../observability/database-alarms";
import type { Region } from "./region";
import type { CacheSettings, DatabaseSettings } from "./data-stores";

export interface RegionAlarmsArgs {
  /** Begins names that are unique in the account. */
  readonly namePrefix: string;
  readonly database?: DatabaseSettings;
  readonly cache?: CacheSettings;
  readonly replicationLagSeconds: number;
  readonly backups: "none" | "monitored";
}

/** Alarms of a region, and what its dashboard shows. */
export interface RegionAlarms {
  readonly alarms: Alarms;
  readonly monitored: MonitoredRegion;
}

/** @param loadBalancer left out where the cluster makes it: nothing here knows its name. */
export function createAlarms(
  region: Region,
  args: RegionAlarmsArgs,
  loadBalancer?: LoadBalancer,
): RegionAlarms {
  const { role, database, cache, alarmTopicArn: topicArn } = region;
  const loadBalancers = loadBalancer && monitoredLoadBalancers(region, loadBalancer);
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
      ...(loadBalancers && { loadBalancers }),
      ...(database &&
        args.database && {
          database: {
            database: monitoredDatabase(database),
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
    monitored: {
      region: region.name,
      loadBalancers: loadBalancers ?? {},
      ...(database && { database: monitoredDatabase(database), readers }),
      ...(databaseRole !== "alone" && { databaseRole }),
      ...(cache && { cache: monitoredCache(cache) }),
    },
  };
}

function monitoredLoadBalancers(
  { availabilityZones }: Region,
  { metrics }: LoadBalancer,
): NonNullable<AlarmsArgs["loadBalancers"]> {
  const { application, network, targetGroups } = metrics;
  const targetGroup = targetGroups.blue;
  return {
    ...(application && { application: { loadBalancer: application, targetGroup } }),
    ...(network && { network: { loadBalancer: network, targetGroup, availabilityZones } }),
  };
}

function monitoredDatabase({ deployment, identifier, instanceIdentifiers }: AnyDatabase): MonitoredDatabase {
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

function monitoredCache({ service, identifier, nodeIdentifiers: nodes }: AnyCache): MonitoredCache {
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
    cache: monitoredCache(cache),
    eviction: settings.maxmemoryPolicy === "noeviction" ? "disabled" : "enabled",
    globalDatastore: follows ? "secondary" : "none",
    replicationLagSeconds,
  };
}
