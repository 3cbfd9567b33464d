import { beforeAll, describe, expect, test } from "@jest/globals";
import { PrivateBucket, type PrivateBucketArgs } from "../../../components/aws/private-bucket";
import { outputOf, record, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: PrivateBucketArgs = {
  protection: "protected",
  lifecycleRules: [{ id: "expire", status: "Enabled", filter: {}, expiration: { days: 30 } }],
};
const bucketType = "aws:s3/bucket:Bucket";
const encryptionType =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const policyType = "aws:s3/bucketPolicy:BucketPolicy";

const privateBucket = (more: Partial<PrivateBucketArgs> = {}): Promise<Recording<PrivateBucket>> =>
  record(() => new PrivateBucket("logs", { ...args, ...more }));

const statements = (run: Recording<PrivateBucket>) =>
  (JSON.parse(run.one(policyType).inputs["policy"] as string) as { readonly Statement: readonly object[] })
    .Statement;

describe("PrivateBucket", () => {
  let run: Recording<PrivateBucket>;
  beforeAll(async () => {
    run = await privateBucket();
  });

  test("is a bucket with everything that keeps it private, and nothing else", () => {
    expect(run.counts()).toEqual({
      "standfast:aws:PrivateBucket": 1,
      [bucketType]: 1,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
      [policyType]: 1,
      [encryptionType]: 1,
      "aws:s3/bucketVersioning:BucketVersioning": 1,
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
    });
    expect(run.one("aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs["rule"]).toEqual({
      objectOwnership: "BucketOwnerEnforced",
    });
    expect(run.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toEqual({
      bucket: "logs-bucket-id",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  test("refuses whoever comes without TLS 1.2", () => {
    const all = { Effect: "Deny", Principal: "*", Action: "s3:*" };
    const Resource = ["arn:aws:mock:::logs-bucket", "arn:aws:mock:::logs-bucket/*"];
    expect(statements(run)).toEqual([
      { ...all, Sid: "TlsOnly", Resource, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { ...all, Sid: "ModernTlsOnly", Resource, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ]);
  });

  test("lets in whom the given statements name, beside that", async () => {
    const open = await privateBucket({
      statements: (bucketArn) => bucketArn.apply((Resource) => [{ Effect: "Allow", Resource }]),
    });
    expect(statements(open)).toHaveLength(3);
    expect(statements(open)[0]).toEqual({ Effect: "Allow", Resource: "arn:aws:mock:::logs-bucket" });
  });

  test("is encrypted with S3's own keys, or with the key that it is given", async () => {
    expect(run.one(encryptionType).inputs["rules"]).toEqual([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    expect((await privateBucket({ keyArn: "key-arn" })).one(encryptionType).inputs["rules"]).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "key-arn" },
        bucketKeyEnabled: true,
      },
    ]);
  });

  test("keeps what it is told to keep, and no part of an upload that nobody finished", () => {
    expect(
      run.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs["rules"],
    ).toEqual([
      ...args.lifecycleRules,
      {
        id: "unfinished-uploads",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });

  test.each([
    ["protected", true],
    ["disposable", false],
  ] as const)("%s: is deleted with what it holds only where that may be", async (protection, isProtected) => {
    const bucket = (await privateBucket({ protection })).one(bucketType);
    expect(bucket.protect).toBe(isProtected);
    expect(bucket.inputs["forceDestroy"]).toBe(!isProtected);
  });

  test("takes a name, and tells it to services once its policy is in force", async () => {
    const named = await privateBucket({ name: "shop-logs" });
    expect(named.one(bucketType).inputs["bucket"]).toBe("shop-logs");
    expect(await outputOf(named.result.permittedBucketName)).toBe("shop-logs");
  });

  test("uses the provider of its component", async () => {
    expect(await strayResources((opts) => new PrivateBucket("logs", args, opts))).toEqual([]);
  });
});
