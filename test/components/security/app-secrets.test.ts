import { describe, expect, test } from "@jest/globals";
import { AppSecrets, type AppSecretsArgs } from "../../../components/security/app-secrets";
import { outputOf, record, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const secretType = "aws:secretsmanager/secret:Secret";

const args: AppSecretsArgs = {
  secrets: { webhook: "generated", "partner-token": "provided" },
  keyArn: "key-arn",
  replicaRegions: [{ region: "eu-west-1", keyArn: "irish-key-arn" }, { region: "ap-southeast-1" }],
  protection: "protected",
};

const secrets = (more: Partial<AppSecretsArgs> = {}): Promise<Recording<AppSecrets>> =>
  record(() => new AppSecrets("us-east-1-secrets", { ...args, ...more }));

describe("AppSecrets", () => {
  test("is a secret for each name, and a value for each that is generated", async () => {
    const run = await secrets();
    expect(run.counts()).toEqual({
      "standfast:security:AppSecrets": 1,
      [secretType]: 2,
      "random:index/randomPassword:RandomPassword": 1,
      "aws:secretsmanager/secretVersion:SecretVersion": 1,
    });
    expect(run.one("random:index/randomPassword:RandomPassword").inputs).toEqual({
      length: 48,
      special: false,
    });
    const version = run.one("aws:secretsmanager/secretVersion:SecretVersion");
    expect(version.secretInputs).toEqual(["secretString"]);
    expect(version.inputs).toEqual({
      secretId: "us-east-1-secrets-webhook-id",
      secretString: '{"value":"generated-us-east-1-secrets-webhook"}',
    });
  });

  test("copies each to every other region, and keeps it", async () => {
    const run = await secrets();
    const { inputs, protect } = run.one(secretType, "us-east-1-secrets-partner-token");
    expect(protect).toBe(true);
    expect(inputs).toEqual({
      description: "partner-token of the application, provided",
      kmsKeyId: "key-arn",
      replicas: [{ region: "eu-west-1", kmsKeyId: "irish-key-arn" }, { region: "ap-southeast-1" }],
      recoveryWindowInDays: 30,
    });
  });

  test("lets those of a disposable stack go at once", async () => {
    const run = await secrets({ protection: "disposable", replicaRegions: [] });
    expect(run.recorded(secretType).map(({ protect, inputs }) => [protect, inputs])).toEqual([
      [false, expect.objectContaining({ recoveryWindowInDays: 0, replicas: [] })],
      [false, expect.objectContaining({ recoveryWindowInDays: 0, replicas: [] })],
    ]);
  });

  test("gives out the ARN of each by its name", async () => {
    const { result } = await secrets();
    expect(Object.keys(result.arns)).toEqual(["webhook", "partner-token"]);
    expect(await outputOf(result.arns["webhook"]!)).toBe("arn:aws:mock:::us-east-1-secrets-webhook");
  });

  test.each(["", "a/b", "../x", "-x", "a".repeat(65)])("refuses the name %j", async (name) => {
    await expect(secrets({ secrets: { [name]: "generated" } })).rejects.toThrow(
      `secrets must be named with letters, digits, - and _, at most 64, got ${JSON.stringify(name)}; rename it`,
    );
  });

  test("uses the provider of its component", async () => {
    expect(await strayResources((opts) => new AppSecrets("secrets", args, opts))).toEqual([]);
  });
});
