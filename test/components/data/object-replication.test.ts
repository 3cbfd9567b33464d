import { describe, expect, test } from "@jest/globals";
import type * as pulumi from "@pulumi/pulumi";
import { ObjectReplication, type RegionalObjectStore } from "../../../components/data/object-replication";
import { ObjectStore } from "../../../components/data/object-store";
import { record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const site = (region: string, opts?: pulumi.ComponentResourceOptions): RegionalObjectStore => ({
  region,
  store: new ObjectStore(
    region,
    { keyArn: `key-${region}`, protection: "protected", noncurrentVersionRetentionDays: 30 },
    opts,
  ),
});
const replicate = (source: string, ...destinations: string[]) =>
  record(
    () =>
      new ObjectReplication("copy", {
        source: site(source),
        destinations: destinations.map((region) => site(region)),
      }),
  );
const rules = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

describe("ObjectReplication", () => {
  test("is one configuration of the source and one role", async () => {
    const run = await replicate("us-east-1", "eu-west-1");
    const own = run.resources.filter(({ parent }) => parent === "copy").map(({ type }) => type);
    expect(own).toEqual([
      "standfast:aws:ServiceRole",
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
      rules,
    ]);
    expect(run.one(rules).inputs).toMatchObject({
      bucket: "us-east-1-bucket",
      role: "arn:aws:mock:::copy-role",
    });
  });

  test("copies everything in 15 minutes, deletions and changes of replicas too, under the other region's key", async () => {
    expect((await replicate("us-east-1", "eu-west-1")).one(rules).inputs["rules"]).toEqual([
      {
        id: "to-eu-west-1",
        priority: 1,
        status: "Enabled",
        filter: {},
        deleteMarkerReplication: { status: "Enabled" },
        sourceSelectionCriteria: {
          sseKmsEncryptedObjects: { status: "Enabled" },
          replicaModifications: { status: "Enabled" },
        },
        destination: {
          bucket: "arn:aws:mock:::eu-west-1-bucket",
          encryptionConfiguration: { replicaKmsKeyId: "key-eu-west-1" },
          replicationTime: { status: "Enabled", time: { minutes: 15 } },
          metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
        },
      },
    ]);
  });

  test("has a rule and a priority for each destination", async () => {
    const run = await replicate("us-east-1", "eu-west-1", "ap-southeast-2", "sa-east-1");
    const given = run.one(rules).inputs["rules"] as { id: string; priority: number }[];
    expect(given.map(({ id, priority }) => [id, priority])).toEqual([
      ["to-eu-west-1", 1],
      ["to-ap-southeast-2", 2],
      ["to-sa-east-1", 3],
    ]);
  });

  test("comes after versioning of both sides and after its own permissions", async () => {
    const { dependencies } = (await replicate("us-east-1", "eu-west-1")).one(rules);
    expect(dependencies).toEqual(
      expect.arrayContaining(["us-east-1-versioning", "eu-west-1-versioning", "copy-policy"]),
    );
  });

  test("may read the source and write the destinations, and use their keys through S3 only", async () => {
    const run = await replicate("us-east-1", "eu-west-1");
    expect(JSON.parse(run.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"] as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
          Resource: "arn:aws:mock:::us-east-1-bucket",
        },
        {
          Effect: "Allow",
          Action: [
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionTagging",
          ],
          Resource: "arn:aws:mock:::us-east-1-bucket/*",
        },
        {
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: "key-us-east-1",
          Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
        },
        {
          Effect: "Allow",
          Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
          Resource: "arn:aws:mock:::eu-west-1-bucket/*",
        },
        {
          Effect: "Allow",
          Action: ["kms:Encrypt", "kms:GenerateDataKey"],
          Resource: "key-eu-west-1",
          Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
        },
      ],
    });
  });

  test.each([
    [["us-east-1"], "[] for us-east-1"],
    [["us-east-1", "us-east-1"], "[us-east-1] for us-east-1"],
    [["us-east-1", "eu-west-1", "eu-west-1"], "[eu-west-1, eu-west-1] for us-east-1"],
  ])("refuses %j", async ([source, ...destinations], got) => {
    const problem = "destinations must be at least 1 region other than the source, each once, got ";
    await expect(
      record(() => {
        const stores = new Map(
          [...new Set([source!, ...destinations])].map((region) => [region, site(region)]),
        );
        return new ObjectReplication("copy", {
          source: stores.get(source!)!,
          destinations: destinations.map((region) => stores.get(region)!),
        });
      }),
    ).rejects.toThrow(`${problem}${got}; correct the list`);
  });

  test("uses the provider it is given for every resource", async () => {
    const stray = await strayResources((opts) => {
      const source = site("us-east-1", opts);
      return new ObjectReplication("copy", { source, destinations: [site("eu-west-1", opts)] }, opts);
    });
    expect(stray).toEqual([]);
  });
});
