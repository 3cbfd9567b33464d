import { describe, expect, test } from "@jest/globals";
import { awsPackage } from "../../../../rehearsal/cloud/aws/package";
import { types } from "../../../../rehearsal/cloud/aws/type-tokens";
import { CloudStore } from "../../../../rehearsal/cloud/store";
import { secret, UNKNOWN, type Props } from "../../../../rehearsal/cloud/wire";
import { Aws, temporaryFile } from "../support/aws";
import { without } from "../support/props";
import { comparable, refusalOf } from "../support/rule-case";

const database = { engine: "postgres", engineVersion: "17", instanceClass: "db.m7g.large" };

describe("a preview", () => {
  test("knows the arguments and nothing that the cloud computes", async () => {
    const aws = new Aws();
    const { id, outputs } = await aws.preview(types.dbInstance, database);
    expect(id).toBe("");
    expect(outputs).toMatchObject({ ...database, endpoint: UNKNOWN, multiAz: UNKNOWN, port: UNKNOWN });
    expect("deletionProtection" in outputs).toBe(false);
    expect([...aws.store.all()]).toEqual([]);
  });

  test("knows region and tags, for they follow from the program", async () => {
    const { outputs } = await new Aws().preview(types.vpc, { tags: { Name: "a" } }, "eu-west-1");
    expect(outputs).toMatchObject({ region: "eu-west-1", tagsAll: { Name: "a" } });
  });

  test("does not know tags that are not known, and keeps secret ones secret", async () => {
    const aws = new Aws();
    expect((await aws.preview(types.vpc, { tags: UNKNOWN })).outputs["tagsAll"]).toBe(UNKNOWN);
    const hidden = await aws.preview(types.vpc, { tags: secret({ owner: "me" }) });
    expect(hidden.outputs["tagsAll"]).toEqual(secret({ owner: "me" }));
  });
});

describe("a creation", () => {
  test("makes ids and ARNs as AWS writes them, in the provider's region", async () => {
    const aws = new Aws();
    const vpc = await aws.create(types.vpc, { cidrBlock: "10.0.0.0/16" }, { region: "eu-west-1" });
    expect(vpc.id).toMatch(/^vpc-0[0-9a-f]{16}$/);
    expect(vpc.outputs["arn"]).toBe(`arn:aws:ec2:eu-west-1:123456789012:vpc/${vpc.id}`);
    expect([...aws.store.all()].map(({ id, region }) => [id, region])).toEqual([[vpc.id, "eu-west-1"]]);
  });

  test("obeys a resource's own region over the provider's", async () => {
    const { outputs } = await new Aws().create(types.key, { region: "eu-west-1" });
    expect(outputs["region"]).toBe("eu-west-1");
    expect(outputs["arn"]).toMatch(/^arn:aws:kms:eu-west-1:123456789012:key\//);
  });

  test("of the same thing a second time makes another thing", async () => {
    const aws = new Aws();
    const inputs = { cidrBlock: "10.0.0.0/16" };
    const first = await aws.create(types.vpc, inputs, { name: "same" });
    const second = await aws.create(types.vpc, inputs, { name: "same" });
    expect(second.id).not.toBe(first.id);
  });

  test("keeps secret arguments secret", async () => {
    const aws = new Aws();
    const { outputs } = await aws.create(types.dbInstance, {
      ...database,
      password: secret("hunter2hunter2"),
    });
    expect(outputs["password"]).toEqual(secret("hunter2hunter2"));
    expect(JSON.stringify([...aws.store.all()])).not.toContain("hunter2");
  });

  test("reads what is secret to judge it", async () => {
    const error = await refusalOf(
      new Aws().create(types.dbInstance, { ...database, password: secret("short") }),
    );
    expect(comparable(error.message)).toBe(
      "creating RDS DBInstance: operation error RDS: CreateDBInstance, https response error StatusCode: 400, " +
        "RequestID: <id>, api error InvalidParameterValue: The parameter MasterUserPassword is not a valid " +
        "password because it is shorter than 8 characters.\n" +
        "  see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html " +
        "(rehearsal rule database-password)",
    );
  });

  test("is refused under the name of the operation that AWS has for it", async () => {
    const error = await refusalOf(
      new Aws().create(types.bucketReplication, {
        bucket: "a",
        rules: [{ destination: { bucket: "arn:aws:s3:::a" } }],
      }),
    );
    expect(error.message).toContain("operation error S3: PutBucketReplication, https response");
  });
});

describe("the provider's schemas", () => {
  const check = (inputs: Props) =>
    awsPackage(new CloudStore(temporaryFile("account.jsonl")), "7.48.0").check({
      ...{ urn: "urn:pulumi:prod::shop::aws:kms/key:Key::key", type: types.key, name: "key", preview: true },
      ...{ config: { region: "us-east-1" }, inputs, randomSeed: new Uint8Array(16) },
    }).failures;

  test("refuse what is invalid, unless a rule says more of the same property", () => {
    const [usage, window, ...others] = check({ keyUsage: "SIGN", deletionWindowInDays: 6 });
    expect(usage?.reason).toMatch(/^keyUsage must be one of .*"SIGN_VERIFY".*; got "SIGN"$/);
    expect(window?.reason).toContain("rehearsal rule key-deletion-window");
    expect(others).toEqual([]);
    expect(check({ keyUsage: "SIGN_VERIFY" })).toEqual([]);
  });
});

describe("a difference", () => {
  test("in what AWS cannot change in place replaces", async () => {
    const aws = new Aws();
    const vpc = await aws.create(types.vpc, { cidrBlock: "10.0.0.0/16", enableDnsSupport: true });
    expect(aws.diff(vpc, { cidrBlock: "10.1.0.0/16", enableDnsSupport: false })).toEqual({
      changed: ["cidrBlock", "enableDnsSupport"],
      replaceOn: ["cidrBlock"],
      deleteBeforeReplace: false,
    });
  });

  test("that replaces what holds data says what goes with it", async () => {
    const aws = new Aws();
    const group = await aws.create(types.replicationGroup, { engine: "valkey", engineVersion: "8.0" });
    const lowered = { ...group.inputs, engineVersion: "7.2" };
    expect(aws.diff(group, lowered)).toEqual({
      changed: ["engineVersion"],
      replaceOn: ["engineVersion"],
      deleteBeforeReplace: false,
      warning:
        "engineVersion cannot be changed in place: it is replaced, and what it holds is lost, and its address is another",
    });
    expect(aws.diff(group, { ...group.inputs, description: "other" })).not.toHaveProperty("warning");
  });

  test("that replaces under a name of the program's deletes first", async () => {
    const aws = new Aws();
    const fixed = await aws.create(types.targetGroup, { name: "web", port: 80 });
    expect(aws.diff(fixed, { name: "web", port: 81 })).toEqual({
      changed: ["port"],
      replaceOn: ["port"],
      deleteBeforeReplace: true,
    });
    const automatic = await aws.create(types.targetGroup, { port: 80 });
    expect(aws.diff(automatic, { ...automatic.inputs, port: 81 }).deleteBeforeReplace).toBe(false);
  });

  test("is none between a secret and the same value in plain text", async () => {
    const aws = new Aws();
    const version = await aws.create(types.secret, { description: secret("same") });
    expect(aws.diff(version, { ...version.inputs, description: "same" }).changed).toEqual([]);
  });

  test("is none where an argument that AWS filled in is left out, or given as AWS filled it in", async () => {
    const aws = new Aws();
    const instance = await aws.create(types.dbInstance, { ...database, identifier: "orders", port: 5433 });
    expect(aws.diff(instance, without(instance.inputs, "port")).changed).toEqual([]);
    expect(aws.diff(instance, { ...instance.inputs, networkType: "IPV4" }).changed).toEqual([]);
    expect(aws.diff(instance, { ...instance.inputs, networkType: "DUAL" }).changed).toEqual(["networkType"]);
  });

  test("lets a replica become a primary in place, and keeps what it inherited", async () => {
    const aws = new Aws();
    const source = await aws.create(types.dbInstance, {
      ...database,
      identifier: "orders",
      username: "platform",
      dbName: "app",
      allocatedStorage: 200,
      backupRetentionPeriod: 7,
    });
    const replica = await aws.create(
      types.dbInstance,
      { ...database, identifier: "orders-eu", replicateSourceDb: source.outputs["arn"] ?? "" },
      { region: "eu-west-1" },
    );
    expect(replica.outputs).toMatchObject({ username: "platform", dbName: "app", allocatedStorage: 200 });

    const promoted = {
      ...without(replica.inputs, "replicateSourceDb"),
      username: "platform",
      dbName: "app",
      allocatedStorage: 200,
    };
    expect(aws.diff(replica, promoted)).toEqual({
      changed: ["replicateSourceDb"],
      replaceOn: [],
      deleteBeforeReplace: true,
    });
    expect(aws.diff(replica, { ...promoted, username: "other" }).replaceOn).toEqual(["username"]);
  });
});

describe("an update, a read and a deletion", () => {
  test("keep what the cloud filled in, and move what an update moves", async () => {
    const aws = new Aws();
    const template = await aws.create(types.launchTemplate, { imageId: "ami-1" });
    const { outputs } = await aws.update(template, { imageId: "ami-2", tags: { a: "b" } });
    expect(outputs).toMatchObject({ imageId: "ami-2", latestVersion: 2, tagsAll: { a: "b" } });
    expect(outputs["arn"]).toBe(template.outputs["arn"]);
  });

  test("say so when the resource is gone", async () => {
    const aws = new Aws();
    const key = await aws.create(types.key, {});
    await aws.delete(key);
    expect(aws.read(key)).toBeUndefined();
    await expect(aws.update(key, { description: "late" })).rejects.toThrow(
      `updating KMS Key (${key.id}): it does not exist any more`,
    );
    await expect(aws.delete(key)).resolves.toBeUndefined();
  });

  test("see what somebody changed by hand", async () => {
    const aws = new Aws();
    const key = await aws.create(types.key, { enableKeyRotation: true });
    aws.store.override([...aws.store.all()][0]!, { enableKeyRotation: false });
    expect(aws.read(key)?.outputs["enableKeyRotation"]).toBe(false);
  });
});
