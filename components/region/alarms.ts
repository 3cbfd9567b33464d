import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import type { AnyCache } from "../data/any-cache";
import type { AnyDatabase } from "../data/any-database";
import type { LoadBalancer } from "../edge/load-balancer";
import type { Complete } from "../kit/complete";
import { defaultMaxConnections } from "../kit/instance-classes";
import { Alarms, type AlarmsArgs } from "../observability/alarms";
import type { MonitoredCache } from "../observability/cache-metrics";
import type { MonitoredRegion } from "../observability/charts";
import type { MonitoredDatabase } from "../observability/database-alarms";
import type { Region } from "./region";
import type { CacheSettings, DatabaseSettings } from "./settings";

export interface RegionAlarmsArgs {
  readonly settings: Settings;
  /** Begins names that are unique in the account. */
  readonly namePrefix: string;
  readonly backups: "none" | "monitored";
}

/** Alarms of a region, and what its dashboard shows. */
export interface RegionAlarms {
  readonly alarms: Alarms;
  readonly monitored: Complete<MonitoredRegion>;
}

/** @param loadBalancer none where the cluster makes it: nothing here knows its name. */
export function createAlarms(
  region: Region,
  args: RegionAlarmsArgs,
  loadBalancer: LoadBalancer | undefined,
): RegionAlarms {
  const loadBalancers = loadBalancer && monitoredLoadBalancers(region, loadBalancer, args.settings);
  const alarms = new Alarms(`${region.name}-alarms`, alarmsArgs(region, args, loadBalancers), {
    parent: region,
  });
  return { alarms, monitored: monitoredRegion(region, args.settings, loadBalancers) };
}

type MonitoredLoadBalancers = NonNullable<AlarmsArgs["loadBalancers"]>;

function alarmsArgs(
  region: Region,
  { settings, namePrefix, backups }: RegionAlarmsArgs,
  loadBalancers: MonitoredLoadBalancers | undefined,
): Complete<AlarmsArgs> {
  const { database, cache } = settings;
  return {
    topicArn: region.alarmTopicArn,
    namePrefix: `${namePrefix}-${region.name}`,
    loadBalancers,
    database: region.database && database && databaseAlarmsArgs(region, region.database, settings, database),
    cache: region.cache && cache && cacheAlarmsArgs(region.cache, settings, cache),
    backups,
  };
}

function monitoredRegion(
  region: Region,
  { regions }: Settings,
  loadBalancers: MonitoredLoadBalancers | undefined,
): Complete<MonitoredRegion> {
  const { database, cache } = region;
  const role = databaseRole(region, regions.length);
  return {
    region: region.name,
    loadBalancers: loadBalancers ?? {},
    database: database && monitoredDatabase(database),
    databaseRole: role === "alone" ? undefined : role,
    readers: database && readersOf(database),
    cache: cache && monitoredCache(cache),
    objects: undefined,
  };
}

function monitoredLoadBalancers(
  { availabilityZones, network: { zoneNames } }: Region,
  { metrics: { application, network, targetGroups } }: LoadBalancer,
  { appTier, observability: { alarms } }: Settings,
): Complete<MonitoredLoadBalancers> {
  const targetGroup = targetGroups.blue;
  return {
    application: application && { loadBalancer: application, targetGroup },
    network: network && { loadBalancer: network, targetGroup, zoneNames },
    degradedBelowTargets: alarms.degradedBelowTargets ?? leftWithoutAZone(appTier, availabilityZones.length),
    errorPercent: alarms.errorPercent,
    latencySeconds: alarms.latencyP99Milliseconds / 1000,
  };
}

/** How many of the fewest instances or pods there are still serve when the zone with the most of them is lost. */
export function leftWithoutAZone(appTier: Settings["appTier"], zones: number): number {
  const min = appTier.platform === "ec2" ? appTier.minInstances : appTier.minReplicas;
  return min - Math.ceil(min / zones);
}

function databaseAlarmsArgs(
  region: Region,
  database: AnyDatabase,
  { observability, regions }: Settings,
  { allocatedStorageGiB, instanceClass, tuning }: DatabaseSettings,
): Complete<NonNullable<AlarmsArgs["database"]>> {
  return {
    database: monitoredDatabase(database),
    role: databaseRole(region, regions.length),
    readers: readersOf(database),
    allocatedStorageGiB,
    maxConnections: tuning.maxConnections ?? defaultMaxConnections(instanceClass),
    replicationLagSeconds: observability.replicationLagSeconds,
  };
}

/** Whether the database follows another, is followed, or neither. */
function databaseRole({ dataRole, database }: Region, regions: number): "alone" | "source" | "replica" {
  if (dataRole.kind === "replica") return "replica";
  const hasReaders = database !== undefined && Object.keys(readersOf(database)).length > 0;
  return regions > 1 || hasReaders ? "source" : "alone";
}

function monitoredDatabase({ deployment, identifier, instanceIdentifiers }: AnyDatabase): MonitoredDatabase {
  const [first, ...others] = instanceIdentifiers;
  if (deployment === "instance" || first === undefined) return { deployment: "instance", identifier };
  return { deployment, identifier, members: [first, ...others] };
}

/** Everything beside the instance that takes writes; a cluster's are its members. */
function readersOf({ deployment, instanceIdentifiers }: AnyDatabase): Record<string, pulumi.Output<string>> {
  if (deployment === "cluster") return {};
  return Object.fromEntries(
    instanceIdentifiers.slice(1).map((identifier, at) => [String(at + 1), identifier]),
  );
}

function monitoredCache({ service, identifier, nodeIdentifiers: nodes }: AnyCache): MonitoredCache {
  return service === "elasticache"
    ? { engine: service, nodes }
    : { engine: service, clusterName: identifier, nodes };
}

function cacheAlarmsArgs(
  cache: AnyCache,
  { observability }: Settings,
  settings: CacheSettings,
): Complete<NonNullable<AlarmsArgs["cache"]>> {
  const isGlobal = settings.durability === "snapshots" && settings.scope === "global";
  return {
    cache: monitoredCache(cache),
    eviction: settings.maxmemoryPolicy === "noeviction" ? "disabled" : "enabled",
    globalDatastore: isGlobal ? "member" : "none",
    replicationLagSeconds: observability.replicationLagSeconds,
  };
}
