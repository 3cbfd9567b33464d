import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { Protection } from "./protection";

export interface ObjectStoreArgs {
  /** The bucket's name. @default Pulumi makes one */
  readonly name?: pulumi.Input<string>;
  /** Key of this region that encrypts every object. */
  readonly keyArn: pulumi.Input<string>;
  readonly protection: Protection;
  /** Days that overwritten and deleted objects can be brought back. */
  readonly noncurrentVersionRetentionDays: number;
}

/** A private S3 bucket: versioned, encrypted, reached over TLS only. */
export class ObjectStore extends Component {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} when versions would not be kept for a day. */
  constructor(name: string, args: ObjectStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:ObjectStore", name, opts);
    const days = args.noncurrentVersionRetentionDays;
    this.require(
      Number.isInteger(days) && days >= 1,
      `noncurrentVersionRetentionDays must be a whole number of at least 1, got ${days}; versions are the way back`,
    );
    const isProtected = args.protection === "protected";

    const bucket = new aws.s3.Bucket(
      this.childName("bucket"),
      { bucket: args.name, forceDestroy: !isProtected },
      this.child({ protect: isProtected }),
    );
    new aws.s3.BucketOwnershipControls(
      this.childName("ownership"),
      { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      this.child(),
    );
    const privacy = new aws.s3.BucketPublicAccessBlock(
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
    const versioning = new aws.s3.BucketVersioning(
      this.childName("versioning"),
      { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
      this.child(),
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      this.childName("encryption"),
      {
        bucket: bucket.id,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.keyArn },
            // One data key for many objects, which cuts the calls to KMS (and their limit) by up to 99 %.
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
            bucketKeyEnabled: true,
          },
        ],
      },
      this.child(),
    );
    new aws.s3.BucketPolicy(
      this.childName("policy"),
      { bucket: bucket.id, policy: tlsOnly(bucket.arn) },
      // S3 refuses two changes of a bucket's access at a time ("OperationAborted").
      this.child({ dependsOn: [privacy] }),
    );
    new aws.s3.BucketLifecycleConfiguration(
      this.childName("lifecycle"),
      {
        bucket: bucket.id,
        rules: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: days },
            expiration: { expiredObjectDeleteMarker: true },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      // Before versioning there are no old versions for the rule to speak of.
      this.child({ dependsOn: [versioning] }),
    );

    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.keyArn = pulumi.output(args.keyArn);
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

/** Denies whatever comes without TLS, or with a version older than 1.2. */
function tlsOnly(bucketArn: pulumi.Output<string>): pulumi.Output<string> {
  const deny = (sid: string, condition: object): object => ({
    Sid: sid,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    Condition: condition,
  });
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      deny("TlsOnly", { Bool: { "aws:SecureTransport": "false" } }),
      deny("ModernTlsOnly", { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
    ],
  });
}
