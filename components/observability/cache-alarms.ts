import type * as pulumi from "@pulumi/pulumi";
import { AlarmGroup, type Audience } from "./alarm-group";
import { type CacheMetric, ofNodes, type WatchedCache } from "./cache-metrics";
import { metricsPerFormula, over } from "./metric";
import type { Watch } from "./watch";

export interface CacheAlarmsArgs extends Audience {
  readonly cache: WatchedCache;
  /** What a full cache does: drop the keys its policy chooses, or refuse writes (`noeviction`). */
  readonly whenFull: "evicts" | "refuses-writes";
  /** `secondary`: it follows a cache of another region, a Global Datastore's primary. @default none */
  readonly globalDatastore?: "none" | "secondary";
  /** Seconds that a replica may be behind. @default 10 */
  readonly replicationLagSeconds?: number;
}

/**
 * The alarms about a region's cache. One alarm for up to ten nodes, about the worst of them: the dashboard tells which.
 *
 * A failover is an event and no metric: give the cache the alarms' topic as its `notificationTopicArn` (MemoryDB:
 * `snsTopicArn`).
 */
export class CacheAlarms extends AlarmGroup {
  readonly #cache: WatchedCache;

  /** @throws {pulumi.ResourceError} without nodes, or for a MemoryDB that follows another region's cache. */
  constructor(name: string, args: CacheAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:CacheAlarms", name, args, opts);
    const { cache, whenFull, globalDatastore = "none", replicationLagSeconds = 10 } = args;
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
      when: ">",
      threshold: 90,
      periods: 5,
    });
    this.#worst("swap", "SwapUsage", "Maximum", {
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
      description:
        "A cache node swaps more than 300 MB: its memory is too small for what it does beside the data.",
      when: ">",
      threshold: 300_000_000,
      periods: 5,
    });
    if (whenFull === "refuses-writes") {
      this.#worst("memory", "DatabaseMemoryUsagePercentage", "Maximum", {
        description: "A cache node is more than 90 % full; at 100 % it refuses writes.",
        when: ">",
        threshold: 90,
        periods: 5,
      });
    } else {
      this.#worst("evictions", "Evictions", "Sum", {
        // A full cache that drops old keys now and then works as it should.
        description: "A cache node has dropped keys in every one of fifteen minutes: it is too small.",
        when: ">",
        threshold: 0,
        periods: 15,
      });
    }
    this.#worst("lag", "ReplicationLag", "Maximum", {
      description: `A cache replica is more than ${replicationLagSeconds} s behind: a failover to it loses that much.`,
      when: ">",
      threshold: replicationLagSeconds,
      periods: 3,
    });
    if (globalDatastore === "secondary") {
      this.#worst("global-lag", "GlobalDatastoreReplicationLag", "Maximum", {
        description: `The region's cache is more than ${replicationLagSeconds} s behind the active region's.`,
        when: ">",
        threshold: replicationLagSeconds,
        periods: 5,
      });
    }
    this.registerOutputs();
  }

  #worst(
    role: string,
    metric: CacheMetric,
    statistic: "Maximum" | "Sum",
    watch: Omit<Watch, "measured" | "silence">,
  ): void {
    const metrics = ofNodes(this.#cache, metric, statistic);
    for (let at = 0; at < metrics.length; at += metricsPerFormula) {
      const [first, ...others] = metrics.slice(at, at + metricsPerFormula);
      if (first === undefined) return;
      // Primaries report no lag, and a node that is replaced reports nothing for a while.
      this.alarm(at === 0 ? role : `${role}-${at / metricsPerFormula + 1}`, {
        ...watch,
        measured: over("MAX", metric, [first, ...others]),
        silence: "fine",
      });
    }
  }
}
