import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseArn, siblingArn } from "../aws/arn";
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

/** Versions guard logs against being overwritten; a day after they expire, nothing is left of them. */
function deletedAfter(days: number): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  return [
    {
      id: "old-logs",
      status: "Enabled",
      filter: {},
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
    // Not in one rule with `days`: S3 takes one or the other.
    {
      id: "delete-markers",
      status: "Enabled",
      filter: {},
      expiration: { expiredObjectDeleteMarker: true },
    },
  ];
}

/** Lets the delivering service write, for load balancers of this account and region only. */
function deliveryStatements(
  writer: AccessLogsArgs["writer"],
  bucketArn: string,
  neighborArn: string,
): readonly object[] {
  const { account } = parseArn(neighborArn);
  const objects = Object.values(prefixes).map((prefix) => `${bucketArn}/${prefix}/AWSLogs/${account}/*`);
  if (writer === "network") {
    const source = siblingArn(neighborArn, "logs", "*");
    return deliveredByLogs({ bucketArn, objects, account, source });
  }
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

/**
 * CloudWatch Logs delivers for a Network Load Balancer, and asks for the bucket's ACL first.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
function deliveredByLogs(to: {
  readonly bucketArn: string;
  readonly objects: readonly string[];
  readonly account: string;
  readonly source: string;
}): readonly object[] {
  const service = {
    Effect: "Allow",
    Principal: { Service: "delivery.logs.amazonaws.com" },
  };
  const own = { "aws:SourceAccount": to.account };
  const source = { "aws:SourceArn": to.source };
  return [
    {
      ...service,
      Action: "s3:GetBucketAcl",
      Resource: to.bucketArn,
      Condition: { StringEquals: own, ArnLike: source },
    },
    {
      ...service,
      Action: "s3:PutObject",
      Resource: to.objects,
      Condition: {
        StringEquals: { ...own, "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike: source,
      },
    },
  ];
}
