import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { Protection } from "../kit/protection";

export interface PrivateBucketArgs {
  /** The bucket's name. @default Pulumi makes one */
  readonly name?: pulumi.Input<string>;
  /** Key of this region that encrypts every object. @default S3's own keys, which AWS's log deliveries need */
  readonly keyArn?: pulumi.Input<string>;
  /** `protected`: the bucket cannot be deleted with what it holds. */
  readonly protection: Protection;
  /** When objects and their old versions are deleted. Uploads that nobody finished are, in every bucket. */
  readonly lifecycleRules: readonly aws.types.input.s3.BucketLifecycleConfigurationRule[];
  /**
   * Statements of the bucket's policy, beside the refusal of all that comes without TLS 1.2. @default none
   * @example (bucketArn) => [{ Effect: "Allow", Principal: { AWS: roleArn }, Action: "s3:GetObject", Resource: pulumi.interpolate`${bucketArn}/*` }]
   */
  readonly statements?: (bucketArn: pulumi.Output<string>) => pulumi.Input<readonly object[]>;
}

/** An S3 bucket without public access: versioned, encrypted, owned by this account alone, reached over TLS 1.2 only. */
export class PrivateBucket extends Component {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** The name again, known once the policy is in force: for services that try the bucket when they are given it. */
  readonly permittedBucketName: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws:PrivateBucket", name, opts);
    const isProtected = args.protection === "protected";
    const bucket = new aws.s3.Bucket(
      this.childName("bucket"),
      { forceDestroy: !isProtected, ...(args.name !== undefined && { bucket: args.name }) },
      this.child({ protect: isProtected }),
    );
    const policy = this.#access(bucket, args);
    new aws.s3.BucketServerSideEncryptionConfiguration(
      this.childName("encryption"),
      { bucket: bucket.id, rules: [encryptionRule(args.keyArn)] },
      this.child(),
    );
    const versioning = new aws.s3.BucketVersioning(
      this.childName("versioning"),
      { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
      this.child(),
    );
    new aws.s3.BucketLifecycleConfiguration(
      this.childName("lifecycle"),
      { bucket: bucket.id, rules: [...args.lifecycleRules, unfinishedUploads] },
      // Before versioning there are no old versions for a rule to speak of.
      this.child({ dependsOn: [versioning] }),
    );
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
    this.permittedBucketName = pulumi.output({ name: bucket.bucket, policy: policy.id }).name;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }

  #access(bucket: aws.s3.Bucket, { statements }: PrivateBucketArgs): aws.s3.BucketPolicy {
    new aws.s3.BucketOwnershipControls(
      this.childName("ownership"),
      { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      this.child(),
    );
    const publicAccessBlock = new aws.s3.BucketPublicAccessBlock(
      this.childName("privacy"),
      { bucket: bucket.id, ...noPublicAccess },
      this.child(),
    );
    return new aws.s3.BucketPolicy(
      this.childName("policy"),
      {
        bucket: bucket.id,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: pulumi
            .all([bucket.arn, statements?.(bucket.arn) ?? []])
            .apply(([arn, allowed]) => [...allowed, ...refuseWithoutTls(arn)]),
        }),
      },
      // S3 refuses two changes of a bucket's access at a time ("OperationAborted").
      this.child({ dependsOn: [publicAccessBlock] }),
    );
  }
}

/**
 * Parts of an upload that nobody finished are kept, and paid for, without being seen in any list of objects.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
 */
const unfinishedUploads = {
  id: "unfinished-uploads",
  status: "Enabled",
  filter: {},
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

/** What S3 calls Block Public Access, all of it. */
export const noPublicAccess = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
} as const;

function encryptionRule(
  keyArn: pulumi.Input<string> | undefined,
): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
  if (keyArn === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
    // One data key for many objects, which cuts the calls to KMS (and their limit) by up to 99 %.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
    bucketKeyEnabled: true,
  };
}

/** Denies whatever comes without TLS, or with a version older than 1.2. */
function refuseWithoutTls(bucketArn: string): readonly object[] {
  const deny = (sid: string, condition: object): object => ({
    Sid: sid,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: condition,
  });
  return [
    deny("TlsOnly", { Bool: { "aws:SecureTransport": "false" } }),
    deny("ModernTlsOnly", { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ];
}
