/** The key metrics of one region, as charts: pure, so that a test can ask each line what it measures. */
import type * as pulumi from "@pulumi/pulumi";
import { type CacheMetric, ofNodes, type MonitoredCache } from "./cache-metrics";
import type { MonitoredDatabase } from "./database-alarms";
import { ofInstance } from "./database-metrics";
import { type LoadBalancerMetrics, flows, requests, targets } from "./load-balancer-metrics";
import { ofReplication, type ReplicatedBucket } from "./object-replication-alarms";
import type { Metric } from "./metric";
import type { Chart, ChartLine } from "./widgets";

/** What there is to draw of one region. */
export interface MonitoredRegion {
  readonly region: string;
  readonly loadBalancers: LoadBalancerMetrics;
  /** @default the region has none */
  readonly database?: MonitoredDatabase;
  /** Whether the database itself follows one in another region. @default no */
  readonly databaseRole?: "source" | "replica";
  /** Readers beside the database, by a stable key. @default none */
  readonly readers?: Readonly<Record<string, pulumi.Input<string>>>;
  /** @default the region has none */
  readonly cache?: MonitoredCache;
  /** @default objects are not copied */
  readonly objects?: ReplicatedBucket;
}

/** Rows of charts: load balancers, database, cache, copies of objects. */
export function regionCharts(monitored: MonitoredRegion): Chart[][] {
  return [
    loadBalancerCharts(monitored),
    databaseCharts(monitored),
    cacheCharts(monitored),
    objectCharts(monitored),
  ];
}

export function loadBalancerCharts({ region, loadBalancers }: MonitoredRegion): Chart[] {
  const line = lineIn(region);
  const of = loadBalancers.application && requests(loadBalancers.application);
  const zones = loadBalancers.network && flows(loadBalancers.network);
  const counts = targets(loadBalancers);
  return [
    {
      title: "Active backends",
      lines: counts
        ? [
            line("healthy", counts("HealthyHostCount", "Minimum")),
            line("unhealthy", counts("UnHealthyHostCount", "Maximum")),
          ]
        : [],
    },
    of
      ? { title: "Requests a minute", lines: [line("requests", of("RequestCount", "Sum"))] }
      : { title: "Connections a minute", lines: zones ? [line("new", zones("NewFlowCount", "Sum"))] : [] },
    {
      title: "Errors a minute",
      lines: of
        ? [
            line("5xx of targets", of("HTTPCode_Target_5XX_Count", "Sum")),
            line("5xx of the load balancer", of("HTTPCode_ELB_5XX_Count", "Sum")),
            line("4xx", of("HTTPCode_Target_4XX_Count", "Sum")),
          ]
        : [],
    },
    {
      title: "Response time (s)",
      lines: of ? ["p50", "p90", "p99"].map((share) => line(share, of("TargetResponseTime", share))) : [],
    },
    {
      title: "Failovers of the load balancer",
      lines: [
        ...(of && counts ? [line("zones out of DNS", counts("UnhealthyStateDNS", "Maximum"))] : []),
        ...Object.entries(loadBalancers.network?.zoneNames ?? {}).flatMap(([zone, name]) =>
          zones ? [line(`${zone} serves`, zones("ZonalHealthStatus", "Minimum", name))] : [],
        ),
      ],
    },
  ];
}

export function databaseCharts({ region, database, databaseRole, readers = {} }: MonitoredRegion): Chart[] {
  if (database === undefined) return [];
  const line = lineIn(region);
  const instances = Object.entries({
    ...(database.deployment === "cluster"
      ? Object.fromEntries(database.members.map((member, at) => [`member ${at + 1}`, member]))
      : { database: database.identifier }),
    ...readers,
  });
  const of = (name: Parameters<typeof ofInstance>[1], statistic: string) =>
    instances.map(([label, id]) => line(label, ofInstance(id, name, statistic)));
  const follows = (label: string) =>
    label in readers || databaseRole === "replica" || database.deployment === "cluster";
  return [
    {
      title: "Replication lag (s)",
      lines: of("ReplicaLag", "Maximum").filter(({ label }) => follows(label)),
    },
    { title: "Database connections", lines: of("DatabaseConnections", "Maximum") },
    {
      title: "Query performance: storage latency (s)",
      lines: [
        ...of("ReadLatency", "Average").map((read) => ({ ...read, label: `${read.label}, reads` })),
        ...of("WriteLatency", "Average").map((write) => ({ ...write, label: `${write.label}, writes` })),
      ],
    },
    { title: "Database processor (%)", lines: of("CPUUtilization", "Maximum") },
    { title: "Database storage free (bytes)", lines: of("FreeStorageSpace", "Minimum") },
  ];
}

export function cacheCharts({ region, cache }: MonitoredRegion): Chart[] {
  if (cache === undefined) return [];
  const line = lineIn(region);
  const of = (title: string, name: CacheMetric, statistic: string): Chart => ({
    title,
    lines: ofNodes(cache, name, statistic).map((metric, at) => line(`node ${at + 1}`, metric)),
  });
  return [
    of("Cache processor (%)", "EngineCPUUtilization", "Maximum"),
    of("Cache memory (%)", "DatabaseMemoryUsagePercentage", "Maximum"),
    of("Cache evictions a minute", "Evictions", "Sum"),
    of("Cache replication lag (s)", "ReplicationLag", "Maximum"),
    of("Cache connections", "CurrConnections", "Maximum"),
  ];
}

export function objectCharts({ region, objects }: MonitoredRegion): Chart[] {
  if (objects === undefined) return [];
  const line = lineIn(region);
  const destinations = Object.entries(objects.destinations);
  return [
    {
      title: "Time to copy objects (s)",
      lines: destinations.map(([name, destination]) =>
        line(`to ${name}`, ofReplication(objects.bucket, destination, "ReplicationLatency", "Maximum")),
      ),
    },
    {
      title: "Objects waiting to be copied",
      lines: destinations.map(([name, destination]) =>
        line(
          `to ${name}`,
          ofReplication(objects.bucket, destination, "OperationsPendingReplication", "Maximum"),
        ),
      ),
    },
  ];
}

function lineIn(region: string): (label: string, metric: Metric) => ChartLine {
  return (label, metric) => ({ label, metric, region });
}
