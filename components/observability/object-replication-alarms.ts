import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { AlarmGroup, type AlarmNotification } from "./alarm-group";
import type { Metric } from "./metric";

export interface ReplicatedBucket {
  readonly bucket: pulumi.Input<string>;
  /**
   * The copies, by the region they are in.
   * @example { "eu-west-1": { bucket: "shop-eu-west-1", ruleId: "to-eu-west-1" } }
   */
  readonly destinations: Readonly<
    Record<
      string,
      { readonly bucket: pulumi.Input<string>; /** Of the replication rule. */ readonly ruleId: string }
    >
  >;
}

export interface ObjectReplicationAlarmsArgs extends AlarmNotification, ReplicatedBucket {
  /** Objects that may wait for their copy, for fifteen minutes on end. */
  readonly pendingObjects: number;
}

/** Seconds in which S3 promises 99.9 % of the copies.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html */
const promisedSeconds = 900;

/** A metric of one rule of a bucket's replication; needs the rule's own metrics to be on. */
export function ofReplication(
  source: pulumi.Input<string>,
  destination: ReplicatedBucket["destinations"][string],
  name: "OperationsFailedReplication" | "OperationsPendingReplication" | "ReplicationLatency",
  statistic: "Maximum" | "Sum",
): Metric {
  return {
    namespace: "AWS/S3",
    name,
    dimensions: { SourceBucket: source, DestinationBucket: destination.bucket, RuleId: destination.ruleId },
    statistic,
  };
}

/**
 * The alarms about the copies of one bucket, in the bucket's own region, and S3's events about objects that missed
 * the promised time. A bucket has one list of events: nothing else may set it.
 */
export class ObjectReplicationAlarms extends AlarmGroup {
  constructor(name: string, args: ObjectReplicationAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:ObjectReplicationAlarms", name, args, opts);
    const { bucket, destinations, pendingObjects } = args;
    this.require(
      Object.keys(destinations).length >= 1,
      "destinations must have at least 1 region, got 0; pass the bucket of every other region",
    );
    for (const [region, destination] of Object.entries(destinations)) {
      this.alarm(`latency-${region}`, {
        description: `Objects take more than 15 minutes to ${region}: losing this region loses them.`,
        measured: ofReplication(bucket, destination, "ReplicationLatency", "Maximum"),
        comparison: ">",
        threshold: promisedSeconds,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        // Where nothing is written nothing is copied.
        treatMissingData: "notBreaching",
      });
      this.alarm(`pending-${region}`, {
        description: `More than ${pendingObjects} objects have been waiting for their copy in ${region}.`,
        measured: ofReplication(bucket, destination, "OperationsPendingReplication", "Maximum"),
        comparison: ">",
        threshold: pendingObjects,
        evaluationPeriods: 15,
        treatMissingData: "notBreaching",
      });
      this.alarm(`failed-${region}`, {
        description: `Objects were not copied to ${region} and will not be: find them by S3's events, copy them again.`,
        measured: ofReplication(bucket, destination, "OperationsFailedReplication", "Sum"),
        comparison: ">",
        threshold: 0,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
      });
    }
    new aws.s3.BucketNotification(
      this.childName("events"),
      {
        bucket,
        // A configuration that does not name EventBridge turns it off, and AWS Backup learns of changes through it.
        // https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
        eventbridge: true,
        topics: [
          {
            id: "missed-copies",
            topicArn: args.topicArn,
            events: [
              "s3:Replication:OperationFailedReplication",
              "s3:Replication:OperationMissedThreshold",
              "s3:Replication:OperationNotTracked",
            ],
          },
        ],
      },
      this.child(),
    );
    this.registerOutputs();
  }
}
