import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../aws/service-role";
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
    const role = new ServiceRole(
      name,
      {
        service: "vpc-flow-logs.amazonaws.com",
        sourceAccount: args.vpc.ownerId,
        statements: [
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
      },
      this.nested(),
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
      // Without the role's policy the first deliveries fail and the flow log reports an access error.
      this.child({ dependsOn: [role] }),
    );
    this.registerOutputs();
  }
}
