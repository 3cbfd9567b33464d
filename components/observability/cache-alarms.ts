import type * as pulumi from "@pulumi/pulumi";
import { AlarmGroup, type AlarmNotification } from "./alarm-group";
import { type CacheMetric, ofNodes, type MonitoredCache } from "./cache-metrics";
import { metricsPerFormula, over } from "./metric";
import type { AlarmDefinition } from "./alarm-args";

export interface CacheAlarmsArgs extends AlarmNotification {
  readonly cache: MonitoredCache;
  /** What a full cache does: drop the keys its policy chooses, or refuse writes (`noeviction`). */
  readonly eviction: "enabled" | "disabled";
  /** `member`: of a Global Datastore, in which any cache may be the one that follows. @default none */
  readonly globalDatastore?: "none" | "member";
  /** Seconds that a replica may be behind. */
  readonly replicationLagSeconds: number;
}

/**
 * The alarms about a region's cache. One alarm for up to ten nodes, about the worst of them: the dashboard tells which.
 *
 * A failover is an event and no metric: give the cache the alarms' topic as its `notificationTopicArn` (MemoryDB:
 * `snsTopicArn`).
 */
export class CacheAlarms extends AlarmGroup {
  readonly #cache: MonitoredCache;

  /** @throws {pulumi.ResourceError} without nodes, or for a MemoryDB that follows another region's cache. */
  constructor(name: string, args: CacheAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:CacheAlarms", name, args, opts);
    const { cache, eviction, globalDatastore = "none", replicationLagSeconds } = args;
    this.#cache = cache;
    this.require(
      cache.nodes.length >= 1,
      "cache.nodes must list at least 1, got 0; pass the id of every node",
    );
    this.require(
      cache.engine === "elasticache" || globalDatastore === "none",
      `globalDatastore must be none for memorydb, got ${globalDatastore}; only ElastiCache has Global Datastores`,
    );

    this.#worst("cpu", "EngineCPUUtilization", "Maximum", {
      description:
        "A cache node's one engine thread has been busy for more than 90 % for five minutes: add shards.",
      comparison: ">",
      threshold: 90,
      evaluationPeriods: 5,
    });
    this.#worst("swap", "SwapUsage", "Maximum", {
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
      description:
        "A cache node swaps more than 300 MB: its memory is too small for what it does beside the data.",
      comparison: ">",
      threshold: 300_000_000,
      evaluationPeriods: 5,
    });
    if (eviction === "disabled") {
      this.#worst("memory", "DatabaseMemoryUsagePercentage", "Maximum", {
        description: "A cache node is more than 90 % full; at 100 % it refuses writes.",
        comparison: ">",
        threshold: 90,
        evaluationPeriods: 5,
      });
    } else {
      this.#worst("evictions", "Evictions", "Sum", {
        // A full cache that drops old keys now and then works as it should.
        description: "A cache node has dropped keys in every one of fifteen minutes: it is too small.",
        comparison: ">",
        threshold: 0,
        evaluationPeriods: 15,
      });
    }
    this.#worst("lag", "ReplicationLag", "Maximum", {
      description: `A cache replica is more than ${replicationLagSeconds} s behind: a failover to it loses that much.`,
      comparison: ">",
      threshold: replicationLagSeconds,
      evaluationPeriods: 3,
    });
    if (globalDatastore === "member") {
      this.#worst("global-lag", "GlobalDatastoreReplicationLag", "Maximum", {
        description: `The region's cache is more than ${replicationLagSeconds} s behind the one that takes the writes.`,
        comparison: ">",
        threshold: replicationLagSeconds,
        evaluationPeriods: 5,
      });
    }
    this.registerOutputs();
  }

  #worst(
    role: string,
    metric: CacheMetric,
    statistic: "Maximum" | "Sum",
    definition: Omit<AlarmDefinition, "measured" | "treatMissingData">,
  ): void {
    const metrics = ofNodes(this.#cache, metric, statistic);
    for (let at = 0; at < metrics.length; at += metricsPerFormula) {
      const [first, ...others] = metrics.slice(at, at + metricsPerFormula);
      if (first === undefined) return;
      // Primaries report no lag, and a node that is replaced reports nothing for a while.
      this.alarm(at === 0 ? role : `${role}-${at / metricsPerFormula + 1}`, {
        ...definition,
        measured: over("MAX", metric, [first, ...others]),
        treatMissingData: "notBreaching",
      });
    }
  }
}
