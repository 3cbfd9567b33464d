import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../aws/arn";
import { deletedAfter, deliveredByLogs } from "../aws/log-bucket";
import { PrivateBucket } from "../aws/private-bucket";
import { ServiceRole } from "../aws/service-role";
import { Component } from "../kit/component";
import type { Protection } from "../kit/protection";

export interface FlowLogArgs {
  /** The VPC whose traffic is recorded. */
  readonly vpc: aws.ec2.Vpc;
  /**
   * `s3`: a bucket, to which a GB is delivered for half of what CloudWatch Logs takes; to be asked with Athena.
   * `cloudwatch-logs`: a log group, to be asked at once.
   * https://aws.amazon.com/cloudwatch/pricing/ (vended logs)
   */
  readonly destination: "s3" | "cloudwatch-logs";
  /** Seconds that one record sums up: 600, or 60, which shows a short outage and is up to ten times as many records. */
  readonly aggregationSeconds: 60 | 600;
  /** Days that records are kept. */
  readonly retentionDays: number;
  /** `protected`: the bucket cannot be deleted with what it holds. */
  readonly protection: Protection;
}

type Destination = Pick<aws.ec2.FlowLogArgs, "logDestinationType" | "logDestination" | "iamRoleArn">;

/** A VPC's accepted and refused traffic, for some days. */
export class FlowLog extends Component {
  constructor(name: string, args: FlowLogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:FlowLog", name, opts);
    const [destination, writable] =
      args.destination === "s3" ? this.#bucket(name, args) : this.#logGroup(name, args);
    new aws.ec2.FlowLog(
      this.childName("log"),
      {
        vpcId: args.vpc.id,
        trafficType: "ALL",
        ...destination,
        maxAggregationInterval: args.aggregationSeconds,
      },
      // Until it may be written to, deliveries fail and the flow log reports an access error.
      this.child({ dependsOn: [writable] }),
    );
    this.registerOutputs();
  }

  /** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html */
  #bucket(name: string, { vpc, retentionDays, protection }: FlowLogArgs): [Destination, pulumi.Resource] {
    const bucket = new PrivateBucket(
      name,
      {
        protection,
        lifecycleRules: deletedAfter(retentionDays),
        statements: (bucketArn) =>
          pulumi.all([bucketArn, vpc.arn]).apply(([arn, neighborArn]) =>
            deliveredByLogs({
              bucketArn: arn,
              objects: [`${arn}/AWSLogs/${parseArn(neighborArn).account}/*`],
              neighborArn,
            }),
          ),
      },
      this.nested(),
    );
    return [{ logDestinationType: "s3", logDestination: bucket.arn }, bucket];
  }

  /** Written by a role that can do nothing else. */
  #logGroup(name: string, { vpc, retentionDays }: FlowLogArgs): [Destination, pulumi.Resource] {
    const group = new aws.cloudwatch.LogGroup(
      this.childName("group"),
      { retentionInDays: retentionDays },
      this.child(),
    );
    const role = new ServiceRole(
      name,
      {
        service: "vpc-flow-logs.amazonaws.com",
        sourceAccount: vpc.ownerId,
        statements: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            Resource: [group.arn, pulumi.interpolate`${group.arn}:*`],
          },
          // It lists groups, and knows no single one: on an ARN it would allow nothing.
          // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
          { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
        ],
      },
      this.nested(),
    );
    return [
      { logDestinationType: "cloud-watch-logs", logDestination: group.arn, iamRoleArn: role.arn },
      role,
    ];
  }
}
