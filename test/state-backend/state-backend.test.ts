import * as aws from "@pulumi/aws";
import { expect, test } from "@jest/globals";
import { StateBackend, type StateBackendArgs } from "../../state-backend/state-backend";
import { record } from "../support/mocks";

const backend = (changes: Partial<Pick<StateBackendArgs, "bucketPrefix">> & { copyRegion?: string } = {}) =>
  record(() => {
    const { copyRegion = "ca-central-1", bucketPrefix = "state-of-all" } = changes;
    const place = (name: string, region: string) => ({
      region,
      provider: new aws.Provider(name, { region: region as aws.Region }),
    });
    return new StateBackend("state", {
      home: place("home", "us-west-2"),
      copy: place("copy", copyRegion),
      bucketPrefix,
    });
  });

test("two buckets with their versions, a key in both regions, and copies both ways", async () => {
  const { recorded, one } = await backend();
  expect(recorded("aws:s3/bucket:Bucket")).toMatchObject([
    { inputs: { bucket: "state-of-all-us-west-2" }, provider: "home", protect: true },
    { inputs: { bucket: "state-of-all-ca-central-1" }, provider: "copy", protect: true },
  ]);
  const versioned = { inputs: { versioningConfiguration: { status: "Enabled" } } };
  expect(recorded("aws:s3/bucketVersioning:BucketVersioning")).toMatchObject([versioned, versioned]);
  expect(one("aws:kms/key:Key")).toMatchObject({
    inputs: { multiRegion: true, enableKeyRotation: true },
    provider: "home",
    protect: true,
  });
  expect(one("aws:kms/replicaKey:ReplicaKey")).toMatchObject({
    inputs: { primaryKeyArn: "arn:aws:mock:::state-key" },
    provider: "copy",
    protect: true,
  });
  expect(recorded("aws:s3/bucketReplicationConfig:BucketReplicationConfig")).toMatchObject([
    { inputs: { rules: [{ id: "to-ca-central-1" }] }, provider: "home" },
    { inputs: { rules: [{ id: "to-us-west-2" }] }, provider: "copy" },
  ]);
  const [rule] = one(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "state-us-west-2-lifecycle",
  ).inputs["rules"] as [{ noncurrentVersionExpiration: object }];
  expect(rule.noncurrentVersionExpiration).toEqual({ noncurrentDays: 365 });
});

test("one region twice, and a name that S3 does not take, are refused", async () => {
  await expect(backend({ copyRegion: "us-west-2" })).rejects.toThrow(
    "copy must be in another region than home, got us-west-2 for both",
  );
  await expect(backend({ bucketPrefix: "State" })).rejects.toThrow(
    "bucketPrefix must be 3 to 36 lower-case letters",
  );
});
