import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { type AppData, appStatements } from "../../../components/kit/app-permissions";
import { outputOf, record } from "../../support/mocks";

async function statements(data: AppData): Promise<unknown> {
  const { result } = await record(() => pulumi.jsonStringify(appStatements(data)));
  return JSON.parse(await outputOf(result));
}

const secrets = {
  Sid: "Secrets",
  Effect: "Allow",
  Action: "secretsmanager:GetSecretValue",
  Resource: ["one", "two"],
};
const via = (...services: string[]) => ({ StringLike: { "kms:ViaService": services } });
const viaBoth = via("secretsmanager.*.amazonaws.com", "s3.*.amazonaws.com");

describe("what the application may do", () => {
  test("without a bucket is to read its secrets", async () => {
    expect(await statements({ secretArns: ["one", "two"], keyArn: "key" })).toEqual([
      secrets,
      {
        Sid: "Key",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: "key",
        Condition: via("secretsmanager.*.amazonaws.com"),
      },
    ]);
  });

  test("with buckets is to use their objects too, and nothing else of them", async () => {
    const bucketArns = ["arn:aws:s3:::near", pulumi.output("arn:aws:s3:::far")];
    expect(await statements({ secretArns: ["one", "two"], bucketArns, keyArn: "key" })).toEqual([
      secrets,
      {
        Sid: "Key",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "key",
        Condition: viaBoth,
      },
      {
        Sid: "Buckets",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: ["arn:aws:s3:::near", "arn:aws:s3:::far"],
      },
      {
        Sid: "Objects",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        Resource: ["arn:aws:s3:::near/*", "arn:aws:s3:::far/*"],
      },
    ]);
  });

  test("with buckets of other regions is to use their keys as well", async () => {
    const data = {
      secretArns: ["one"],
      bucketArns: ["near", "far"],
      keyArn: "key",
      otherKeyArns: ["far-key"],
    };
    expect(await statements(data)).toContainEqual({
      Sid: "Key",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: ["key", "far-key"],
      Condition: viaBoth,
    });
  });

  test("is what it was given beside that", async () => {
    const conditions = { StringEquals: { "aws:ResourceTag/team": ["orders"] } };
    const resources = ["arn:aws:sqs:us-east-1:123456789012:orders"];
    const data: AppData = {
      secretArns: ["one", "two"],
      keyArn: "key",
      permissions: [
        { actions: ["sqs:SendMessage"], resources },
        { actions: ["sqs:GetQueueUrl"], resources, conditions },
      ],
    };
    expect((await statements(data)) as unknown[]).toEqual([
      secrets,
      {
        Sid: "Key",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: "key",
        Condition: via("secretsmanager.*.amazonaws.com"),
      },
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: resources },
      { Effect: "Allow", Action: ["sqs:GetQueueUrl"], Resource: resources, Condition: conditions },
    ]);
  });

  test("without a secret is to use its objects and their key through S3 alone", async () => {
    expect(await statements({ secretArns: [], bucketArns: ["near"], keyArn: "key" })).toMatchObject([
      { Sid: "Key", Condition: via("s3.*.amazonaws.com") },
      { Sid: "Buckets" },
      { Sid: "Objects" },
    ]);
  });
});
