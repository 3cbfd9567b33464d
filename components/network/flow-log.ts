import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

export interface FlowLogArgs {
  /** The VPC whose traffic is recorded. */
  readonly vpc: aws.ec2.Vpc;
  /** Days that records are kept. */
  readonly retentionDays: number;
}

/** A VPC's accepted and refused traffic in CloudWatch Logs, written by a role that can do nothing else. */
export class FlowLog extends Component {
  constructor(name: string, args: FlowLogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:FlowLog", name, opts);
    const group = new aws.cloudwatch.LogGroup(
      this.childName("group"),
      { retentionInDays: args.retentionDays },
      this.child(),
    );
    const role = new aws.iam.Role(
      this.childName("role"),
      {
        assumeRolePolicy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "vpc-flow-logs.amazonaws.com" },
              Action: "sts:AssumeRole",
              // Keeps other accounts from having the service write here for them (the confused deputy).
              Condition: { StringEquals: { "aws:SourceAccount": args.vpc.ownerId } },
            },
          ],
        }),
      },
      this.child(),
    );
    const policy = new aws.iam.RolePolicy(
      this.childName("policy"),
      {
        role: role.id,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: [
                "logs:CreateLogStream",
                "logs:PutLogEvents",
                "logs:DescribeLogGroups",
                "logs:DescribeLogStreams",
              ],
              Resource: [group.arn, pulumi.interpolate`${group.arn}:*`],
            },
          ],
        }),
      },
      this.child(),
    );
    new aws.ec2.FlowLog(
      this.childName("log"),
      {
        vpcId: args.vpc.id,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        // Seconds; the default of 600 hides a short outage in one record.
        maxAggregationInterval: 60,
      },
      // Without its policy the first deliveries fail and the flow log reports an access error.
      this.child({ dependsOn: [policy] }),
    );
    this.registerOutputs();
  }
}
