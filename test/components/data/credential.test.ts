import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { Credential, type CredentialArgs, secretArnIn } from "../../../components/data/credential";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: CredentialArgs = { username: "platform", keyArn: "key-1", protection: "protected" };
const credential = (changes: Partial<CredentialArgs> = {}) =>
  record(() => new Credential("cred", { ...args, ...changes }));

const secret = "aws:secretsmanager/secret:Secret";
const version = "aws:secretsmanager/secretVersion:SecretVersion";

describe("Credential", () => {
  test("is one password in one secret", async () => {
    expect((await credential()).counts()).toEqual({
      "standfast:data:Credential": 1,
      "random:index/randomPassword:RandomPassword": 1,
      [secret]: 1,
      [version]: 1,
    });
  });

  test("generates only characters that RDS, ElastiCache AUTH, URLs and shells all take", async () => {
    const { inputs } = (await credential()).one("random:index/randomPassword:RandomPassword");
    expect(inputs).toEqual({ length: 48, special: false });
  });

  test("keeps user and password as JSON, as a Pulumi secret", async () => {
    const written = (await credential()).one(version);
    expect(written.secretInputs).toEqual(["secretString"]);
    expect(written.inputs["secretId"]).toBe("cred-secret-id");
    expect(JSON.parse(written.inputs["secretString"] as string)).toEqual({
      username: "platform",
      password: "generated-cred-password",
    });
  });

  test("holds the password alone when no user is named", async () => {
    const run = await record(() => new Credential("cred", { keyArn: "key-1", protection: "disposable" }));
    expect(JSON.parse(run.one(version).inputs["secretString"] as string)).toEqual({
      password: "generated-cred-password",
    });
  });

  test("has two passwords where one can be changed while the other is told", async () => {
    const args = {
      username: "app",
      activePassword: "second",
      keyArn: "key-1",
      protection: "disposable",
    } as const;
    const run = await record(() => new Credential("cred", args));
    expect(JSON.parse(run.one(version).inputs["secretString"] as string)).toEqual({
      username: "app",
      password: "generated-cred-second-password",
    });
    expect(await outputOf(pulumi.all([...run.result.passwords]))).toEqual([
      "generated-cred-password",
      "generated-cred-second-password",
    ]);
  });

  test("hands out the password as a Pulumi secret, and the ARN in the open", async () => {
    const { result } = await credential();
    expect(await pulumi.isSecret(result.password)).toBe(true);
    expect(await outputOf(result.password)).toBe("generated-cred-password");
    expect(await pulumi.isSecret(result.arn)).toBe(false);
    expect(await outputOf(result.arn)).toBe("arn:aws:mock:::cred-secret");
  });

  test("is encrypted with the region's key and copied to the others, each under a key of its own", async () => {
    const run = await credential({
      replicaRegions: [{ region: "eu-west-1", keyArn: "key-2" }, { region: "eu-west-3" }],
    });
    expect(run.one(secret).inputs).toMatchObject({
      kmsKeyId: "key-1",
      replicas: [{ region: "eu-west-1", kmsKeyId: "key-2" }, { region: "eu-west-3" }],
    });
    expect((await credential()).one(secret).inputs["replicas"]).toEqual([]);
  });

  test.each([
    ["protected", 30],
    ["disposable", 0],
  ] as const)("when %s can be restored for %d days", async (protection, recoveryWindowInDays) => {
    expect((await credential({ protection })).one(secret).inputs).toMatchObject({ recoveryWindowInDays });
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new Credential("cred", args, opts))).toEqual([]);
  });
});

test("secretArnIn names the copy in another region", async () => {
  const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-a1b2c3";
  expect(await outputOf(secretArnIn("eu-west-1", arn))).toBe(
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-a1b2c3",
  );
});
