import type * as aws from "@pulumi/aws";
import { parseArn, siblingArn } from "./arn";

/**
 * When logs are deleted. Versions guard them against being overwritten; a day after they expire, nothing is left of
 * them.
 */
export function deletedAfter(days: number): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  return [
    {
      id: "old-logs",
      status: "Enabled",
      filter: {},
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
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

export interface LogDelivery {
  readonly bucketArn: string;
  /** ARNs of the objects that are delivered. */
  readonly objects: readonly string[];
  /** ARN of anything of the account and region whose logs these are. */
  readonly neighborArn: string;
}

/**
 * Lets CloudWatch Logs deliver logs of one account and region, as it does for Network Load Balancers and VPCs: it asks
 * for the bucket's ACL first. The statements are AWS's own to the letter, because AWS adds what it misses of them to a
 * bucket's policy, and the program would take it away again.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
 */
export function deliveredByLogs({ bucketArn, objects, neighborArn }: LogDelivery): readonly object[] {
  const service = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" } };
  const own = { "aws:SourceAccount": parseArn(neighborArn).account };
  const source = { "aws:SourceArn": siblingArn(neighborArn, "logs", "*") };
  return [
    {
      Sid: "AWSLogDeliveryAclCheck",
      ...service,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: { StringEquals: own, ArnLike: source },
    },
    {
      Sid: "AWSLogDeliveryWrite",
      ...service,
      Action: "s3:PutObject",
      Resource: objects,
      Condition: {
        StringEquals: { ...own, "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike: source,
      },
    },
  ];
}
