import { afterEach, describe, expect, test } from "@jest/globals";
import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { runInNewContext } from "node:vm";
import { Canaries, type CanariesArgs } from "../../../components/observability/canaries";
import { canaryScript } from "../../../components/observability/canary-script";
import { record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: CanariesArgs = {
  topicArn: "topic-1",
  urls: { public: "https://shop.example/health", "us-east-1": "https://us-east-1.shop.example/health" },
  retentionDays: 14,
  protection: "protected",
};
const canaries = (changes: Partial<CanariesArgs> = {}) =>
  record(() => new Canaries("canaries", { ...args, ...changes }));
const canary = "aws:synthetics/canary:Canary";

describe("Canaries", () => {
  test("are one for each URL, with its log and its alarm", async () => {
    expect((await canaries()).counts()).toEqual({
      "standfast:observability:Canaries": 1,
      "standfast:aws:PrivateBucket": 1,
      "aws:s3/bucket:Bucket": 1,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
      "aws:s3/bucketPolicy:BucketPolicy": 1,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
      "aws:s3/bucketVersioning:BucketVersioning": 1,
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
      "aws:s3/bucketObjectv2:BucketObjectv2": 1,
      "standfast:aws:ServiceRole": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      [canary]: 2,
      "aws:cloudwatch/logGroup:LogGroup": 2,
      "aws:cloudwatch/metricAlarm:MetricAlarm": 2,
    });
  });

  test("have an alarm that starts a failover for the keys that are told, and for no other", async () => {
    const run = await canaries({ failoverKeys: ["us-east-1"] });
    const lost = run.one("aws:cloudwatch/metricAlarm:MetricAlarm", "canaries-us-east-1-lost");
    expect(lost.inputs).toMatchObject({
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      dimensions: { CanaryName: "canaries-us-east-1" },
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      // A canary that does not run has found nothing.
      treatMissingData: "notBreaching",
    });
    expect(Object.keys(run.result.lostAlarmArns)).toEqual(["us-east-1"]);
    expect((await canaries()).result.lostAlarmArns).toEqual({});
    await expect(canaries({ failoverKeys: ["ap-south-1"] })).rejects.toThrow(
      "failoverKeys must be keys of urls, got ap-south-1; correct it",
    );
  });

  test("ask once a minute, on a pinned runtime, and leave no function behind", async () => {
    const run = await canaries();
    const { key, bucket } = run.one("aws:s3/bucketObjectv2:BucketObjectv2").inputs;
    expect(key).toMatch(/^scripts\/[0-9a-f]{12}\.zip$/);
    expect(run.one(canary, "canaries-public").inputs).toEqual({
      runtimeVersion: "syn-nodejs-4.1",
      handler: "index.handler",
      s3Bucket: bucket as string,
      s3Key: key as string,
      executionRoleArn: "arn:aws:mock:::canaries-role",
      artifactS3Location: "s3://canaries-artefacts-bucket/artefacts/public",
      schedule: { expression: "rate(1 minute)" },
      runConfig: { timeoutInSeconds: 30, environmentVariables: { URL: "https://shop.example/health" } },
      startCanary: true,
      deleteLambda: true,
      successRetentionPeriod: 14,
      failureRetentionPeriod: 14,
    });
  });

  test("keep logs and artefacts for a while only", async () => {
    const run = await canaries();
    expect(run.one("aws:cloudwatch/logGroup:LogGroup", "canaries-public-log").inputs).toEqual({
      name: "/aws/lambda/cwsyn-canaries-public-f00d",
      retentionInDays: 14,
    });
    expect(
      run.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs["rules"],
    ).toEqual([
      {
        id: "artefacts",
        status: "Enabled",
        filter: { prefix: "artefacts/" },
        expiration: { days: 14 },
        noncurrentVersionExpiration: { noncurrentDays: 1 },
      },
      expect.objectContaining({ id: "unfinished-uploads" }),
    ]);
  });

  test("alarm when three minutes of five fail, or when they do not run", async () => {
    const run = await canaries();
    expect(run.one("aws:cloudwatch/metricAlarm:MetricAlarm", "canaries-us-east-1-fails").inputs).toEqual({
      alarmDescription:
        "From here https://us-east-1.shop.example/health fails, three minutes of five. Compare with the other regions' canaries.",
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      dimensions: { CanaryName: "canaries-us-east-1" },
      statistic: "Average",
      period: 60,
      comparisonOperator: "LessThanThreshold",
      threshold: 90,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: "breaching",
      alarmActions: ["topic-1"],
      okActions: ["topic-1"],
    });
  });

  test("may write their artefacts, logs and metrics, and nothing else", async () => {
    const { inputs } = (await canaries()).one("aws:iam/rolePolicy:RolePolicy");
    const { Statement } = JSON.parse(inputs["policy"] as string) as {
      Statement: readonly { Action: string | string[]; Resource: string; Condition?: object }[];
    };
    expect(Statement.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["s3:PutObject", "s3:GetObject"], "arn:aws:mock:::canaries-artefacts-bucket/artefacts/*"],
      ["s3:GetBucketLocation", "arn:aws:mock:::canaries-artefacts-bucket"],
      [["logs:CreateLogStream", "logs:PutLogEvents"], "arn:aws:logs:*:*:log-group:/aws/lambda/cwsyn-*"],
      ["cloudwatch:PutMetricData", "*"],
      ["s3:ListAllMyBuckets", "*"],
    ]);
    expect(Statement[3]!.Condition).toEqual({
      StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" },
    });
  });

  test("leave a bucket that can be deleted only where all may be lost", async () => {
    const bucketOf = async (protection: CanariesArgs["protection"]) =>
      (await canaries({ protection })).one("aws:s3/bucket:Bucket");
    const kept = await bucketOf("protected");
    const lost = await bucketOf("disposable");
    expect([kept.protect, kept.inputs["forceDestroy"]]).toEqual([true, false]);
    expect([lost.protect, lost.inputs["forceDestroy"]]).toEqual([false, true]);
  });

  test.each([
    [{ urls: {} }, "urls must have at least 1, got 0; pass the public name"],
    [
      { urls: { public: "http://shop.example" } },
      "urls.public must begin with https://, got http://shop.example; nothing else is served",
    ],
  ])("refuse %j", async (changes, message) => {
    await expect(canaries(changes)).rejects.toThrow(message);
  });

  test("use the provider they are given for every resource", async () => {
    expect(await strayResources((opts) => new Canaries("canaries", args, opts))).toEqual([]);
  });
});

describe("the script", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
  });

  /** Runs the script as Synthetics does: its handler, with the URL in the environment; without TLS. */
  async function ask(answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<unknown> {
    const listening = http.createServer((request, response) => {
      answer(response, request);
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    const { port } = listening.address() as AddressInfo;
    const exports: { handler?: () => Promise<unknown> } = {};
    const process = { env: { URL: `http://127.0.0.1:${port}/` } };
    runInNewContext(canaryScript, { exports, process, require: () => http });
    return exports.handler!();
  }

  test("passes on 200", async () => {
    expect(await ask((response) => response.end("fine"))).toBe("200");
  });

  test("says who asks, for AWS's common rules answer 403 to whoever does not", async () => {
    let userAgent: string | undefined;
    await ask((response, request) => {
      userAgent = request.headers["user-agent"];
      response.end();
    });
    expect(userAgent).toBe("standfast-canary");
  });

  test.each([301, 404, 503])("fails on %d", async (status) => {
    await expect(ask((response) => response.writeHead(status).end())).rejects.toMatchObject({
      message: expect.stringMatching(new RegExp(`answered ${status}$`)),
    });
  });

  test("fails where the connection breaks", async () => {
    await expect(ask((response) => response.destroy())).rejects.toMatchObject({ message: "socket hang up" });
  });
});
