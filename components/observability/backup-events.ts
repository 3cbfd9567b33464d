import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

export interface BackupEventsArgs {
  /** Topic of the same region. */
  readonly topicArn: pulumi.Input<string>;
}

/**
 * Tells of every job of AWS Backup in this region that did not end well: backups, copies to another region, and the
 * restores that tests make. Events, because the metrics count only backup jobs, and a job that failed last night
 * would be a number that is 0 again by the morning.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 */
export class BackupEvents extends Component {
  constructor(name: string, args: BackupEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:BackupEvents", name, opts);
    const failed = ["ABORTED", "EXPIRED", "FAILED", "PARTIAL"];
    const rule = new aws.cloudwatch.EventRule(
      this.childName("failed"),
      {
        description: "Backup, copy and restore jobs that did not end well",
        eventPattern: JSON.stringify({
          source: ["aws.backup"],
          "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
          // Backup and copy jobs have a state, restore jobs a status.
          detail: { $or: [{ state: failed }, { status: failed }] },
        }),
      },
      this.child(),
    );
    new aws.cloudwatch.EventTarget(
      this.childName("topic"),
      { rule: rule.name, arn: args.topicArn },
      this.child(),
    );
    this.registerOutputs();
  }
}
