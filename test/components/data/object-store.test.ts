import { describe, expect, test } from "@jest/globals";
import { ObjectStore, type ObjectStoreArgs } from "../../../components/data/object-store";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: ObjectStoreArgs = {
  keyArn: "key-1",
  protection: "protected",
  noncurrentVersionRetentionDays: 30,
};
const store = (changes: Partial<ObjectStoreArgs> = {}) =>
  record(() => new ObjectStore("store", { ...args, ...changes }));

describe("ObjectStore", () => {
  test("creates exactly its parts", async () => {
    expect((await store()).counts()).toEqual({
      "standfast:data:ObjectStore": 1,
      "standfast:aws:PrivateBucket": 1,
      "aws:s3/bucket:Bucket": 1,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
      "aws:s3/bucketVersioning:BucketVersioning": 1,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
      "aws:s3/bucketPolicy:BucketPolicy": 1,
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
    });
  });

  test("is versioned, and drops old versions after the given days", async () => {
    const run = await store();
    expect(run.one("aws:s3/bucketVersioning:BucketVersioning").inputs).toEqual({
      bucket: "store-bucket-id",
      versioningConfiguration: { status: "Enabled" },
    });
    const lifecycle = run.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    expect(lifecycle.inputs["rules"]).toEqual([
      {
        id: "old-versions",
        status: "Enabled",
        filter: {},
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        expiration: { expiredObjectDeleteMarker: true },
      },
      expect.objectContaining({ id: "unfinished-uploads" }),
    ]);
    expect(lifecycle.dependencies).toContain("store-versioning");
  });

  test("encrypts with the region's key, through a bucket key", async () => {
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect((await store()).one(type).inputs["rules"]).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "key-1" },
        bucketKeyEnabled: true,
      },
    ]);
  });

  test("is private", async () => {
    const run = await store();
    expect(run.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toEqual({
      bucket: "store-bucket-id",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(run.one("aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs["rule"]).toEqual({
      objectOwnership: "BucketOwnerEnforced",
    });
  });

  test("denies every request without TLS 1.2", async () => {
    const policy = (await store()).one("aws:s3/bucketPolicy:BucketPolicy");
    const everything = ["arn:aws:mock:::store-bucket", "arn:aws:mock:::store-bucket/*"];
    expect(JSON.parse(policy.inputs["policy"] as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: everything,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Sid: "ModernTlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: everything,
          Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
        },
      ],
    });
    expect(policy.dependencies).toContain("store-privacy");
  });

  test.each([
    { protection: "protected", protect: true, forceDestroy: false },
    { protection: "disposable", protect: false, forceDestroy: true },
  ] as const)("when $protection has protect $protect", async ({ protection, protect, forceDestroy }) => {
    const bucket = (await store({ protection })).one("aws:s3/bucket:Bucket");
    expect(bucket.protect).toBe(protect);
    expect(bucket.inputs).toEqual({ forceDestroy });
  });

  test("says what it is", async () => {
    const { result } = await store();
    expect(await outputOf(result.bucketName)).toBe("store-bucket");
    expect(await outputOf(result.bucketArn)).toBe("arn:aws:mock:::store-bucket");
    expect(await outputOf(result.keyArn)).toBe("key-1");
  });

  test.each([0, 1.5])("refuses to keep versions for %d days", async (days) => {
    await expect(store({ noncurrentVersionRetentionDays: days })).rejects.toThrow(
      `noncurrentVersionRetentionDays must be a whole number of at least 1, got ${days}; versions are the way back`,
    );
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new ObjectStore("store", args, opts))).toEqual([]);
  });
});
