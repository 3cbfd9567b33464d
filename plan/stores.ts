/** Sizes of the data stores of a plan. */
import { numberAt } from "./inputs";
import type { PlanResource, PulumiPlan } from "./plan";

/** A replica is as large as what it copies. */
export function allocatedGiB(plan: PulumiPlan, database: PlanResource): number {
  const [source] = plan.referenced(database, "replicateSourceDb", "aws:rds/instance:Instance");
  return numberAt(database, "allocatedStorage") ?? (source && numberAt(source, "allocatedStorage")) ?? 0;
}

/** Each shard is a primary and its replicas. */
export function cacheNodesOf(group: PlanResource): number {
  const shards = numberAt(group, "numNodeGroups");
  if (shards === undefined) return numberAt(group, "numCacheClusters") ?? 1;
  return shards * (1 + (numberAt(group, "replicasPerNodeGroup") ?? 0));
}
