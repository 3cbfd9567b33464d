/** A backend on S3, as the engine itself speaks to it: moved to, locked, lost, and had back. */
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  GetObjectCommand,
  PutObjectCommand,
  type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { repository } from "../../../rehearsal/cli/workspace";
import { type Moto, startMoto } from "../../drill/adapters/aws/support/moto";
import { askAws, type AwsWorld, openAwsWorld } from "../support/aws-world";
import { failuresOf, follow } from "../support/follow";
import { openStackWorld, type StackWorld } from "../support/stack-world";

jest.setTimeout(600_000);

const folder = mkdtempSync(join(tmpdir(), "standfast-test-"));
const [home, copy] = ["us-west-2", "ca-central-1"];
const state = { Bucket: `standfast-state-${home}`, Key: ".pulumi/stacks/standfast/prod.json" };
let moto: Moto;
let aws: AwsWorld;
let stack: StackWorld;
let key: string;

beforeAll(async () => {
  moto = await startMoto();
  aws = await openAwsWorld(moto, folder);
  for (const region of [home, copy]) {
    const s3 = aws.s3(region);
    const Bucket = `standfast-state-${region}`;
    const LocationConstraint = region as BucketLocationConstraint;
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  }
  // Not a multi-Region one, whose longer ids moto does not find again in what it encrypted.
  key = await askAws(
    aws.stage,
    ..."kms create-key --region us-west-2 --query KeyMetadata.KeyId --output text".split(" "),
  );
  stack = await openStackWorld(
    folder,
    {},
    {
      main: join(repository, "test/runbooks/support/program/index.ts"),
      latencyMs: 300,
      loggedIn: {
        AWS_ENDPOINT_URL: moto.endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_REGION: home,
      },
    },
  );
  await stack.pulumi("stack", "init", "prod");
  await stack.pulumi("up", "--stack", "prod", "--yes", "--skip-preview");
});
afterAll(async () => {
  stack.close();
  await aws.close();
  await moto.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (runbook: string) =>
  follow(
    runbook,
    {
      ...aws.shell,
      // S3 is moto's own affair, headers and all.
      env: { ...aws.shell.env, ...stack.env, AWS_ENDPOINT_URL: moto.endpoint },
      programs: { ...aws.shell.programs, ...stack.programs },
    },
    {
      "mrk-0123456789abcdef0123456789abcdef": key,
      "'s/region=us-west-2/region=ca-central-1/'": "'s/nowhere/nowhere/'",
    },
  );

test("the state moves to the bucket, and the stack is what it was", async () => {
  expect(failuresOf(await run("move-the-state"))).toEqual([]);
  expect(readFileSync(join(folder, "Pulumi.prod.yaml"), "utf8")).toContain(
    `secretsprovider: awskms://${key}?region=us-west-2`,
  );
  const { Body } = await aws.s3(home).send(new GetObjectCommand(state));
  const text = (await Body?.transformToString()) ?? "";
  expect(text).toContain("aws:kms/key:Key");
  expect(text).not.toContain("a-secret-of-the-program");
});

test("two updates at a time exclude each other", async () => {
  const first = stack.pulumi(
    "up",
    "--stack",
    "prod",
    "--yes",
    "--skip-preview",
    "--config",
    "standfast:more=true",
  );
  const locks = async () =>
    (await aws.s3(home).send(new ListObjectsV2Command({ Bucket: state.Bucket, Prefix: ".pulumi/locks/" })))
      .KeyCount ?? 0;
  while ((await locks()) === 0) await setTimeout(50);
  await expect(stack.pulumi("up", "--stack", "prod", "--yes", "--skip-preview")).rejects.toThrow(
    "the stack is currently locked by 1 lock(s)",
  );
  await first;
  await expect(locks()).resolves.toBe(0);
});

/** What replication does, which moto does not. */
async function replicate(): Promise<void> {
  const { Contents = [] } = await aws.s3(home).send(new ListObjectsV2Command({ Bucket: state.Bucket }));
  for (const { Key } of Contents) {
    const { Body } = await aws.s3(home).send(new GetObjectCommand({ Bucket: state.Bucket, Key: Key! }));
    const Bucket = `standfast-state-${copy}`;
    await aws
      .s3(copy)
      .send(new PutObjectCommand({ Bucket, Key: Key!, Body: await Body?.transformToByteArray() }));
  }
}

test("a state that was deleted, a damaged one, and a lost region: each ends in no changes", async () => {
  const s3 = aws.s3(home);
  await replicate();
  // Damaged, and then deleted on top: the runbook takes away the one and then the other.
  await s3.send(new PutObjectCommand({ ...state, Body: '{"version": 3, "checkpoint": {' }));
  await s3.send(new DeleteObjectCommand(state));
  await expect(stack.pulumi("preview", "--stack", "prod")).rejects.toThrow("no stack named 'prod' found");

  const ran = await run("state-lost");
  // What is under the delete marker is the damaged one.
  expect(failuresOf(ran, ({ text }) => (text === "pulumi stack --stack prod" ? 255 : 0))).toEqual([]);
  expect(ran.filter(({ text }) => text.includes("--expect-no-changes"))).toHaveLength(2);
  expect(ran.find(({ text }) => text.startsWith("pulumi whoami"))?.output).toContain(`s3://${state.Bucket}`);
  const { Versions = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: state.Bucket, Prefix: state.Key }),
  );
  expect(Versions.length).toBeGreaterThan(3);
});
