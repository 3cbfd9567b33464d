import { z } from "zod";

import type { Resource } from "../../framework/planned";
import { resourceRule } from "../../framework/rule";
import { fail, judge, pass, type Verdicts } from "../../framework/verdict";
import { atLeast } from "../shared/bounds";
import { CACHE_CLUSTER, CACHE_GROUP, MEMORYDB_CLUSTER } from "../../resources";

export const cacheMinReplicas = resourceRule({
  id: "cache-min-replicas",
  title: "Every shard of a cache has a replica",
  group: "replicas",
  severity: "high",
  level: "mandatory",
  types: [...CACHE_GROUP, ...CACHE_CLUSTER, ...MEMORYDB_CLUSTER],
  rationale:
    "A shard without a replica has nothing to fail over to: its data and its part of the keys are gone.",
  link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
  remediation: "Raise replicasPerNodeGroup (or numCacheClusters, which counts the primary too).",
  matches: { wellArchitected: ["REL11-BP02"] },
  settings: z.strictObject({
    minimum: z.int().min(1).max(5).default(1).describe("replicas of each shard, beside its primary"),
  }),
  evaluate: (cache, { minimum }) => {
    if (isOneOf(cache, MEMORYDB_CLUSTER)) {
      return atLeast(cache.inputs.at("numReplicasPerShard").number(), minimum, { otherwise: 1 });
    }
    return isOneOf(cache, CACHE_CLUSTER) ? single(cache) : group(cache, minimum);
  },
});

function group({ inputs }: Resource, minimum: number): Verdicts {
  const perShard = inputs.at("replicasPerNodeGroup").number();
  if (perShard.state !== "absent") return atLeast(perShard, minimum);
  const nodes = inputs.at("numCacheClusters").number();
  if (nodes.state !== "absent") return atLeast(nodes, minimum + 1);
  return fail("replicasPerNodeGroup is not set", `set replicasPerNodeGroup to ${minimum} or more`);
}

/** A `Cluster` of its own is one node of Redis or Valkey; Memcached knows no replicas, and losing a node is its way. */
function single({ inputs }: Resource): Verdicts {
  if (inputs.at("replicationGroupId").state !== "absent") return pass;
  return judge(inputs.at("engine").string(), {
    known: (engine) =>
      engine === "memcached"
        ? pass
        : fail("it is a single node, which can have no replica", "use a ReplicationGroup"),
    absent: () => fail("it is a single node, which can have no replica", "use a ReplicationGroup"),
  });
}

function isOneOf({ type }: Resource, types: readonly string[]): boolean {
  return types.includes(type);
}
