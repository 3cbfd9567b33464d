import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

export interface AccessLogsArgs {
  /** The kind of load balancer that writes here: AWS delivers their logs in different names. */
  readonly writer: "application" | "network";
  /** ARN of anything of the load balancer's account and region, such as its target group: tells both without a look-up. */
  readonly neighborArn: pulumi.Input<string>;
  /** Days that logs are kept. */
  readonly retentionDays: number;
  /** `protected`: the bucket cannot be deleted with what it holds. */
  readonly protection: "protected" | "disposable";
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
    const isProtected = args.protection === "protected";
    const bucket = new aws.s3.Bucket(
      this.childName("bucket"),
      { forceDestroy: !isProtected },
      this.child({ protect: isProtected }),
    );
    const privacy = this.#closed(bucket);
    const policy = new aws.s3.BucketPolicy(
      this.childName("policy"),
      { bucket: bucket.id, policy: policyOf(bucket.arn, args) },
      // S3 refuses two changes of a bucket's access at a time ("OperationAborted").
      this.child({ dependsOn: [privacy] }),
    );
    this.#forgotten(bucket, days);

    const opened = pulumi.all([bucket.bucket, policy.id]).apply(([bucketName]) => bucketName);
    this.requests = { bucket: opened, prefix: prefixes.requests };
    this.connections = { bucket: opened, prefix: prefixes.connections };
    this.registerOutputs({ bucket: opened });
  }

  #closed(bucket: aws.s3.Bucket): aws.s3.BucketPublicAccessBlock {
    new aws.s3.BucketOwnershipControls(
      this.childName("ownership"),
      { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      this.child(),
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      this.childName("encryption"),
      { bucket: bucket.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      this.child(),
    );
    return new aws.s3.BucketPublicAccessBlock(
      this.childName("privacy"),
      {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      this.child(),
    );
  }

  /** Versions guard logs against being overwritten; a day after they expire, nothing is left of them. */
  #forgotten(bucket: aws.s3.Bucket, days: number): void {
    const versioning = new aws.s3.BucketVersioning(
      this.childName("versioning"),
      { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
      this.child(),
    );
    new aws.s3.BucketLifecycleConfiguration(
      this.childName("lifecycle"),
      {
        bucket: bucket.id,
        rules: [
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
        ],
      },
      // Before versioning there are no old versions for the rule to speak of.
      this.child({ dependsOn: [versioning] }),
    );
  }
}

/** Lets the delivering service write, for load balancers of this account and region only, and refuses whatever comes without TLS 1.2. */
function policyOf(
  bucketArn: pulumi.Output<string>,
  { writer, neighborArn }: AccessLogsArgs,
): pulumi.Output<string> {
  return pulumi.all([bucketArn, neighborArn]).apply(([bucket, neighbor]) => {
    const [, partition = "", , region = "", account = ""] = neighbor.split(":");
    const objects = Object.values(prefixes).map((prefix) => `${bucket}/${prefix}/AWSLogs/${account}/*`);
    const allow = {
      application: [
        {
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: objects,
          Condition: {
            ArnLike: {
              "aws:SourceArn": `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*`,
            },
          },
        },
      ],
      network: deliveredByLogs({
        bucket,
        objects,
        account,
        source: `arn:${partition}:logs:${region}:${account}:*`,
      }),
    }[writer];
    const deny = (sid: string, condition: object): object => ({
      Sid: sid,
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucket, `${bucket}/*`],
      Condition: condition,
    });
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        ...allow,
        deny("TlsOnly", { Bool: { "aws:SecureTransport": "false" } }),
        deny("ModernTlsOnly", { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
      ],
    });
  });
}

/**
 * CloudWatch Logs delivers for a Network Load Balancer, and asks for the bucket's ACL first.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
function deliveredByLogs(to: {
  readonly bucket: string;
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
      Resource: to.bucket,
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
