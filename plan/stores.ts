/** Sizes of the data stores of a plan. */
import { numberAt, textAt } from "./inputs";
import type { PlanResource, PulumiPlan } from "./plan";

/** A replica is as large as what it copies. */
export function allocatedGiB(plan: PulumiPlan, database: PlanResource): number {
  const [source] = plan.referenced(database, "replicateSourceDb", "aws:rds/instance:Instance");
  return numberAt(database, "allocatedStorage") ?? (source && numberAt(source, "allocatedStorage")) ?? 0;
}

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const GLOBAL_GROUP = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";

export interface CacheNodes {
  readonly engine: string;
  readonly version: string | undefined;
  readonly nodeType: string | undefined;
}

/** What a cache is made of; the secondary of a global datastore takes all of it from the primary. */
export function cacheNodesKind(plan: PulumiPlan, group: PlanResource): CacheNodes {
  const [datastore] = plan.referenced(group, "globalReplicationGroupId", GLOBAL_GROUP);
  const [primary] = datastore ? plan.referenced(datastore, "primaryReplicationGroupId", GROUP) : [];
  const of = primary ?? group;
  return {
    engine: textAt(of, "engine") ?? "redis",
    version: textAt(of, "engineVersion"),
    nodeType: textAt(of, "nodeType"),
  };
}

/** Each shard is a primary and its replicas. */
export function cacheNodesOf(group: PlanResource): number {
  const shards = numberAt(group, "numNodeGroups");
  if (shards === undefined) return numberAt(group, "numCacheClusters") ?? 1;
  return shards * (1 + (numberAt(group, "replicasPerNodeGroup") ?? 0));
}
