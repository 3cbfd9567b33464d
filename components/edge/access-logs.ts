import * as pulumi from "@pulumi/pulumi";
import { parseArn, siblingArn } from "../aws/arn";
import { deletedAfter, deliveredByLogs } from "../aws/log-bucket";
import { PrivateBucket } from "../aws/private-bucket";
import { Component } from "../kit/component";
import type { Protection } from "../kit/protection";

export interface AccessLogsArgs {
  /** The kind of load balancer that writes here: AWS delivers their logs in different names. */
  readonly writer: "application" | "network";
  /** ARN of anything of the load balancer's account and region, such as its target group: tells both without a look-up. */
  readonly neighborArn: pulumi.Input<string>;
  /** Days that logs are kept. */
  readonly retentionDays: number;
  /** `protected`: the bucket cannot be deleted with what it holds. */
  readonly protection: Protection;
}

/** Below these, so that one kind of log can be read without the other. */
const prefixes = { requests: "requests", connections: "connections" } as const;

/**
 * A private bucket for what a load balancer writes of its requests and connections, forgotten after some days.
 *
 * Encrypted with S3's own keys, because an Application Load Balancer can write to no other bucket.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export class AccessLogs extends Component {
  /** What a load balancer is told: known once the bucket lets it in, because it tries at once. */
  readonly requests: { readonly bucket: pulumi.Output<string>; readonly prefix: string };
  /** Handshakes, and why they failed; an Application Load Balancer's only. */
  readonly connections: { readonly bucket: pulumi.Output<string>; readonly prefix: string };

  /** @throws {pulumi.ResourceError} when logs would not be kept for a day. */
  constructor(name: string, args: AccessLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:AccessLogs", name, opts);
    const days = args.retentionDays;
    this.require(
      Number.isInteger(days) && days >= 1,
      `retentionDays must be a whole number of at least 1, got ${days}; leave access logs out to have none`,
    );
    const { permittedBucketName: bucket } = new PrivateBucket(
      name,
      {
        protection: args.protection,
        lifecycleRules: deletedAfter(days),
        statements: (bucketArn) =>
          pulumi
            .all([bucketArn, args.neighborArn])
            .apply(([arn, neighbor]) => deliveryStatements(args.writer, arn, neighbor)),
      },
      this.nested(),
    );
    this.requests = { bucket, prefix: prefixes.requests };
    this.connections = { bucket, prefix: prefixes.connections };
    this.registerOutputs({ bucket });
  }
}

/** Lets the delivering service write, for load balancers of this account and region only. */
function deliveryStatements(
  writer: AccessLogsArgs["writer"],
  bucketArn: string,
  neighborArn: string,
): readonly object[] {
  const { account } = parseArn(neighborArn);
  const objects = Object.values(prefixes).map((prefix) => `${bucketArn}/${prefix}/AWSLogs/${account}/*`);
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
  if (writer === "network") return deliveredByLogs({ bucketArn, objects, neighborArn });
  return [
    {
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: objects,
      Condition: {
        ArnLike: { "aws:SourceArn": siblingArn(neighborArn, "elasticloadbalancing", "loadbalancer/*") },
      },
    },
  ];
}
