import { describe, expect, test } from "@jest/globals";
import { AccessLogs, type AccessLogsArgs } from "../../../components/edge/access-logs";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: AccessLogsArgs = {
  writer: "application",
  neighborArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/app/0123456789abcdef",
  retentionDays: 30,
  protection: "protected",
};
const accessLogs = (changes: Partial<AccessLogsArgs> = {}) =>
  record(() => new AccessLogs("logs", { ...args, ...changes }));

const bucketArn = "arn:aws:mock:::logs-bucket";
const objects = ["requests", "connections"].map((prefix) => `${bucketArn}/${prefix}/AWSLogs/111122223333/*`);
const denied = [
  ["TlsOnly", { Bool: { "aws:SecureTransport": "false" } }],
  ["ModernTlsOnly", { NumericLessThan: { "s3:TlsVersion": "1.2" } }],
].map(([Sid, Condition]) => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [bucketArn, `${bucketArn}/*`],
  Condition,
}));

async function statements(changes: Partial<AccessLogsArgs> = {}): Promise<unknown[]> {
  const run = await accessLogs(changes);
  const policy = run.one("aws:s3/bucketPolicy:BucketPolicy").inputs["policy"] as string;
  return (JSON.parse(policy) as { Statement: unknown[] }).Statement;
}

describe("AccessLogs", () => {
  test("is one private bucket, encrypted as load balancers can write", async () => {
    const run = await accessLogs();
    expect(run.counts()).toEqual({
      "standfast:edge:AccessLogs": 1,
      "standfast:aws:PrivateBucket": 1,
      "aws:s3/bucket:Bucket": 1,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
      "aws:s3/bucketVersioning:BucketVersioning": 1,
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
      "aws:s3/bucketPolicy:BucketPolicy": 1,
    });
    expect(
      run.one("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
        .inputs,
    ).toEqual({
      bucket: "logs-bucket-id",
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    expect(run.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toEqual({
      bucket: "logs-bucket-id",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  test("lets in load balancers of its own account and region, and no client without TLS 1.2", async () => {
    expect(await statements()).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: objects,
        Condition: {
          ArnLike: {
            "aws:SourceArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/*",
          },
        },
      },
      ...denied,
    ]);
  });

  test("admits the service that delivers for Network Load Balancers", async () => {
    const source = { "aws:SourceArn": "arn:aws:logs:eu-west-1:111122223333:*" };
    const service = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" } };
    expect(await statements({ writer: "network" })).toEqual([
      {
        Sid: "AWSLogDeliveryAclCheck",
        ...service,
        Action: "s3:GetBucketAcl",
        Resource: bucketArn,
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: source },
      },
      {
        Sid: "AWSLogDeliveryWrite",
        ...service,
        Action: "s3:PutObject",
        Resource: objects,
        Condition: {
          StringEquals: {
            "aws:SourceAccount": "111122223333",
            "s3:x-amz-acl": "bucket-owner-full-control",
          },
          ArnLike: source,
        },
      },
      ...denied,
    ]);
  });

  test("forgets logs after their days, and a day later whatever was left of them", async () => {
    const run = await accessLogs({ retentionDays: 90 });
    expect(run.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")).toMatchObject({
      inputs: {
        rules: [
          {
            id: "old-logs",
            status: "Enabled",
            filter: {},
            expiration: { days: 90 },
            noncurrentVersionExpiration: { noncurrentDays: 1 },
          },
          {
            id: "delete-markers",
            status: "Enabled",
            filter: {},
            expiration: { expiredObjectDeleteMarker: true },
          },
          expect.objectContaining({ id: "unfinished-uploads" }),
        ],
      },
      dependencies: expect.arrayContaining(["logs-versioning"]) as unknown,
    });
  });

  test.each([
    ["protected", true, false],
    ["disposable", false, true],
  ] as const)("is %s", async (protection, protect, forceDestroy) => {
    const run = await accessLogs({ protection });
    expect(run.one("aws:s3/bucket:Bucket")).toMatchObject({ protect, inputs: { forceDestroy } });
  });

  test("names the bucket twice, with a prefix for each kind of log", async () => {
    const { requests, connections } = (await accessLogs()).result;
    expect([requests.prefix, connections.prefix]).toEqual(["requests", "connections"]);
    expect(await outputOf(requests.bucket)).toBe("logs-bucket");
    expect(await outputOf(connections.bucket)).toBe("logs-bucket");
  });

  test.each([0, 1.5])("refuses %d days", async (retentionDays) => {
    await expect(accessLogs({ retentionDays })).rejects.toThrow(
      `retentionDays must be a whole number of at least 1, got ${retentionDays}; leave access logs out to have none`,
    );
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new AccessLogs("logs", args, opts))).toEqual([]);
  });
});
