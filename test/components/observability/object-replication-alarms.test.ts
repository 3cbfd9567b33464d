import { describe, expect, test } from "@jest/globals";
import {
  ObjectReplicationAlarms,
  type ObjectReplicationAlarmsArgs,
} from "../../../components/observability/object-replication-alarms";
import { record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: ObjectReplicationAlarmsArgs = {
  topicArn: "topic-1",
  pendingObjects: 1000,
  bucket: "bucket-us",
  destinations: {
    "eu-west-1": { bucket: "bucket-eu", ruleId: "to-eu-west-1" },
    "ap-southeast-1": { bucket: "bucket-ap", ruleId: "to-ap-southeast-1" },
  },
};
const alarms = (changes: Partial<ObjectReplicationAlarmsArgs> = {}) =>
  record(() => new ObjectReplicationAlarms("copies", { ...args, ...changes }));
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("ObjectReplicationAlarms", () => {
  test("are three for each destination, and the events", async () => {
    expect((await alarms()).counts()).toEqual({
      "standfast:observability:ObjectReplicationAlarms": 1,
      [alarm]: 6,
      "aws:s3/bucketNotification:BucketNotification": 1,
    });
  });

  test.each([
    ["latency-eu-west-1", "ReplicationLatency", "Maximum", 900, 5, 3],
    ["pending-eu-west-1", "OperationsPendingReplication", "Maximum", 1000, 15, 15],
    ["failed-eu-west-1", "OperationsFailedReplication", "Sum", 0, 1, 1],
  ])("%s: %s", async (role, metricName, statistic, threshold, periods, breaching) => {
    expect((await alarms()).one(alarm, `copies-${role}`).inputs).toMatchObject({
      namespace: "AWS/S3",
      metricName,
      dimensions: { SourceBucket: "bucket-us", DestinationBucket: "bucket-eu", RuleId: "to-eu-west-1" },
      statistic,
      comparisonOperator: "GreaterThanThreshold",
      threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: breaching,
      treatMissingData: "notBreaching",
      alarmActions: ["topic-1"],
    });
  });

  test("take the number of waiting objects they are given", async () => {
    const run = await alarms({ pendingObjects: 5 });
    expect(run.one(alarm, "copies-pending-ap-southeast-1").inputs).toMatchObject({ threshold: 5 });
  });

  test("hear of each object that missed its time", async () => {
    expect((await alarms()).one("aws:s3/bucketNotification:BucketNotification").inputs).toEqual({
      bucket: "bucket-us",
      eventbridge: true,
      topics: [
        {
          id: "missed-copies",
          topicArn: "topic-1",
          events: [
            "s3:Replication:OperationFailedReplication",
            "s3:Replication:OperationMissedThreshold",
            "s3:Replication:OperationNotTracked",
          ],
        },
      ],
    });
  });

  test("refuse a bucket without copies", async () => {
    await expect(alarms({ destinations: {} })).rejects.toThrow(
      "destinations must have at least 1 region, got 0; pass the bucket of every other region",
    );
  });

  test("use the provider they are given for every resource", async () => {
    expect(await strayResources((opts) => new ObjectReplicationAlarms("copies", args, opts))).toEqual([]);
  });
});
