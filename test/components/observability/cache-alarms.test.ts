import { describe, expect, test } from "@jest/globals";
import { CacheAlarms, type CacheAlarmsArgs } from "../../../components/observability/cache-alarms";
import { record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const nodesOf = (count: number) => Array.from({ length: count }, (_, at) => `node-${at + 1}`);
const args: CacheAlarmsArgs = {
  topicArn: "topic-1",
  cache: { engine: "elasticache", nodes: nodesOf(2) },
  eviction: "enabled",
  replicationLagSeconds: 10,
};
const alarms = (changes: Partial<CacheAlarmsArgs> = {}) =>
  record(() => new CacheAlarms("cache", { ...args, ...changes }));
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("CacheAlarms", () => {
  test.each([
    ["enabled", "none", ["cpu", "swap", "evictions", "lag"]],
    ["disabled", "none", ["cpu", "swap", "memory", "lag"]],
    ["enabled", "member", ["cpu", "swap", "evictions", "lag", "global-lag"]],
  ] as const)("of a cache that %s, global datastore %s", async (eviction, globalDatastore, roles) => {
    const run = await alarms({ eviction, globalDatastore });
    expect(
      run
        .recorded(alarm)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(roles.map((role) => `cache-${role}`).sort());
  });

  test("look at the worst node", async () => {
    expect((await alarms()).one(alarm, "cache-cpu").inputs).toEqual({
      alarmDescription:
        "A cache node's one engine thread has been busy for more than 90 % for five minutes: add shards.",
      metricQueries: [
        { id: "value", expression: "MAX([m0, m1])", label: "EngineCPUUtilization", returnData: true },
        ...["node-1", "node-2"].map((node, at) => ({
          id: `m${at}`,
          metric: {
            namespace: "AWS/ElastiCache",
            metricName: "EngineCPUUtilization",
            dimensions: { CacheClusterId: node },
            stat: "Maximum",
            period: 60,
          },
        })),
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: 90,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      treatMissingData: "notBreaching",
      alarmActions: ["topic-1"],
      okActions: ["topic-1"],
    });
  });

  test.each([
    ["swap", "SwapUsage", 300_000_000, 5],
    ["evictions", "Evictions", 0, 15],
    ["lag", "ReplicationLag", 10, 3],
    ["global-lag", "GlobalDatastoreReplicationLag", 10, 5],
  ])("%s: %s above %d for %d minutes", async (role, metricName, threshold, minutes) => {
    const cache = { engine: "elasticache", nodes: ["node-1"] } as const;
    const run = await alarms({ cache, globalDatastore: "member" });
    expect(run.one(alarm, `cache-${role}`).inputs).toMatchObject({
      namespace: "AWS/ElastiCache",
      metricName,
      dimensions: { CacheClusterId: "node-1" },
      comparisonOperator: "GreaterThanThreshold",
      threshold,
      evaluationPeriods: minutes,
    });
  });

  test("put no more than ten nodes into one formula", async () => {
    const run = await alarms({ cache: { engine: "elasticache", nodes: nodesOf(21) } });
    expect(
      run
        .recorded(alarm)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(
      ["cpu", "swap", "evictions", "lag"]
        .flatMap((role) => [`cache-${role}`, `cache-${role}-2`, `cache-${role}-3`])
        .sort(),
    );
    const queries = run.one(alarm, "cache-cpu-2").inputs["metricQueries"] as readonly object[];
    expect(queries.length).toBe(11);
    expect(run.one(alarm, "cache-cpu-3").inputs["dimensions"]).toEqual({ CacheClusterId: "node-21" });
  });

  test("of MemoryDB name cluster and node", async () => {
    const run = await alarms({
      cache: { engine: "memorydb", clusterName: "c-1", nodes: ["c-1-0001-001"] },
      eviction: "disabled",
      replicationLagSeconds: 3,
    });
    expect(run.one(alarm, "cache-memory").inputs).toMatchObject({
      namespace: "AWS/MemoryDB",
      metricName: "DatabaseMemoryUsagePercentage",
      dimensions: { ClusterName: "c-1", NodeName: "c-1-0001-001" },
      threshold: 90,
    });
    expect(run.one(alarm, "cache-lag").inputs).toMatchObject({ threshold: 3 });
  });

  test.each([
    [
      { cache: { engine: "elasticache", nodes: [] } },
      "cache.nodes must list at least 1, got 0; pass the id of every node",
    ],
    [
      { cache: { engine: "memorydb", clusterName: "c", nodes: ["n"] }, globalDatastore: "member" },
      "globalDatastore must be none for memorydb, got member; only ElastiCache has Global Datastores",
    ],
  ] as const)("refuse %j", async (changes, message) => {
    await expect(alarms(changes)).rejects.toThrow(message);
  });

  test("use the provider they are given for every resource", async () => {
    expect(await strayResources((opts) => new CacheAlarms("cache", args, opts))).toEqual([]);
  });
});
