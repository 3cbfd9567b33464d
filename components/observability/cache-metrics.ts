import type * as pulumi from "@pulumi/pulumi";
import type { Metric } from "./metric";

/** A cache and its nodes, as CloudWatch calls them. */
export type MonitoredCache =
  | {
      readonly engine: "elasticache";
      /** Ids of its member clusters: one for each node. */
      readonly nodes: readonly pulumi.Input<string>[];
    }
  | {
      readonly engine: "memorydb";
      readonly clusterName: pulumi.Input<string>;
      /** Names of its nodes. */
      readonly nodes: readonly pulumi.Input<string>[];
    };

export type CacheMetric =
  | "CurrConnections"
  | "DatabaseMemoryUsagePercentage"
  | "EngineCPUUtilization"
  | "Evictions"
  | "GlobalDatastoreReplicationLag"
  | "ReplicationLag"
  | "SwapUsage";

/** One metric of every node. */
export function ofNodes(cache: MonitoredCache, name: CacheMetric, statistic: string): Metric[] {
  return cache.nodes.map((node): Metric =>
    cache.engine === "elasticache"
      ? { namespace: "AWS/ElastiCache", name, dimensions: { CacheClusterId: node }, statistic }
      : {
          namespace: "AWS/MemoryDB",
          name,
          dimensions: { ClusterName: cache.clusterName, NodeName: node },
          statistic,
        },
  );
}
