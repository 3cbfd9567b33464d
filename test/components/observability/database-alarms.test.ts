import { describe, expect, test } from "@jest/globals";
import { DatabaseAlarms, type DatabaseAlarmsArgs } from "../../../components/observability/database-alarms";
import { record, type Recorded } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: DatabaseAlarmsArgs = {
  topicArn: "topic-1",
  database: { deployment: "instance", identifier: "db-1" },
  role: "source",
  readers: { "reader-1": "db-2" },
  allocatedStorageGiB: 200,
  maxConnections: 200,
  replicationLagSeconds: 10,
};
const alarms = (changes: Partial<DatabaseAlarmsArgs> = {}) =>
  record(() => new DatabaseAlarms("db", { ...args, ...changes }));
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const events = "aws:rds/eventSubscription:EventSubscription";
const cluster = {
  deployment: "cluster",
  identifier: "cluster-1",
  members: ["member-1", "member-2", "member-3"],
} as const;
const names = (recorded: readonly Recorded[]) => recorded.map(({ name }) => name).sort();

describe("DatabaseAlarms", () => {
  test("of an instance that others follow are exactly these", async () => {
    const run = await alarms();
    expect(names(run.recorded(alarm))).toEqual([
      "db-connections",
      "db-cpu",
      "db-down",
      "db-lag-reader-1",
      "db-log-disk",
      "db-slot-lag",
      "db-storage",
    ]);
    expect(run.counts()).toEqual({ "standfast:observability:DatabaseAlarms": 1, [alarm]: 7, [events]: 1 });
  });

  test("treat missing data as down, after the time that a failover needs", async () => {
    expect((await alarms()).one(alarm, "db-down").inputs).toEqual({
      alarmDescription:
        "The database has reported nothing for three minutes: it is down or cut off. See the runbook of region loss.",
      namespace: "AWS/RDS",
      metricName: "CPUUtilization",
      dimensions: { DBInstanceIdentifier: "db-1" },
      statistic: "Maximum",
      period: 60,
      comparisonOperator: "LessThanThreshold",
      threshold: 0,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      treatMissingData: "breaching",
      alarmActions: ["topic-1"],
      okActions: ["topic-1"],
    });
  });

  test("expect each follower within ten seconds, and to report", async () => {
    expect((await alarms()).one(alarm, "db-lag-reader-1").inputs).toMatchObject({
      alarmDescription: "A replica is more than 10 s behind: a failover to it now loses that much.",
      metricName: "ReplicaLag",
      dimensions: { DBInstanceIdentifier: "db-2" },
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 10,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: "breaching",
    });
  });

  test("of a replica of another region watch its own lag, and its slots for the day it is promoted", async () => {
    const run = await alarms({ role: "replica", readers: {}, replicationLagSeconds: 30 });
    expect(names(run.recorded(alarm))).toEqual([
      "db-connections",
      "db-cpu",
      "db-down",
      "db-lag",
      "db-log-disk",
      "db-slot-lag",
      "db-storage",
    ]);
    expect(run.one(alarm, "db-lag").inputs).toMatchObject({
      dimensions: { DBInstanceIdentifier: "db-1" },
      threshold: 30,
    });
  });

  test("of a database alone watch no replication, and connections only below a known number", async () => {
    const { topicArn, database, allocatedStorageGiB } = args;
    const run = await record(
      () =>
        new DatabaseAlarms("db", {
          topicArn,
          database,
          allocatedStorageGiB,
          replicationLagSeconds: 10,
          role: "alone",
        }),
    );
    expect(names(run.recorded(alarm))).toEqual(["db-cpu", "db-down", "db-storage"]);
  });

  test.each([
    ["slot-lag", "OldestReplicationSlotLag", ">", 25 * 1024 ** 3],
    ["log-disk", "TransactionLogsDiskUsage", ">", 50 * 1024 ** 3],
    ["storage", "FreeStorageSpace", "<", 20 * 1024 ** 3],
    ["cpu", "CPUUtilization", ">", 80],
    ["connections", "DatabaseConnections", ">", 160],
  ])("%s: %s %s %d", async (role, metricName, sign, threshold) => {
    expect((await alarms()).one(alarm, `db-${role}`).inputs).toMatchObject({
      metricName,
      comparisonOperator: sign === ">" ? "GreaterThanThreshold" : "LessThanThreshold",
      statistic: sign === ">" ? "Maximum" : "Minimum",
      threshold,
      treatMissingData: "notBreaching",
    });
  });

  test("of a cluster watch the worst of its members", async () => {
    const run = await alarms({ database: cluster, readers: {}, role: "alone" });
    expect(names(run.recorded(alarm))).toEqual([
      "db-connections",
      "db-cpu",
      "db-down",
      "db-lag",
      "db-storage",
    ]);
    const { inputs } = run.one(alarm, "db-storage");
    expect(inputs["metricQueries"]).toEqual([
      { id: "value", expression: "MIN([m0, m1, m2])", label: "FreeStorageSpace", returnData: true },
      ...["member-1", "member-2", "member-3"].map((member, at) => ({
        id: `m${at}`,
        metric: {
          namespace: "AWS/RDS",
          metricName: "FreeStorageSpace",
          dimensions: { DBInstanceIdentifier: member },
          stat: "Minimum",
          period: 60,
        },
      })),
    ]);
    expect(run.one(alarm, "db-lag").inputs["metricQueries"]).toMatchObject([
      { expression: "MAX([m0, m1, m2])" },
      {},
      {},
      {},
    ]);
  });

  test.each([
    [
      args.database,
      {
        snsTopic: "topic-1",
        sourceType: "db-instance",
        sourceIds: ["db-1", "db-2"],
        eventCategories: ["availability", "failover", "failure", "low storage", "read replica", "recovery"],
      },
    ],
    [
      cluster,
      {
        snsTopic: "topic-1",
        sourceType: "db-cluster",
        sourceIds: ["cluster-1"],
        eventCategories: ["failover", "failure", "notification"],
      },
    ],
  ])("hear of failovers from RDS itself: %j", async (database, inputs) => {
    const readers: Record<string, string> = database.deployment === "cluster" ? {} : { "reader-1": "db-2" };
    expect((await alarms({ database, readers })).one(events).inputs).toEqual(inputs);
  });

  test("refuse a lag that no replica keeps", async () => {
    await expect(alarms({ replicationLagSeconds: 0 })).rejects.toThrow(
      "replicationLagSeconds must be above 0, got 0; a replica is always a little behind",
    );
  });

  test("use the provider they are given for every resource", async () => {
    expect(await strayResources((opts) => new DatabaseAlarms("db", args, opts))).toEqual([]);
  });
});
