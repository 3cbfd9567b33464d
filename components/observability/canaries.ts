import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Protection } from "../kit/protection";
import { createHash } from "node:crypto";
import { parseArn } from "../aws/arn";
import { partitionFor } from "../aws/partition";
import { PrivateBucket } from "../aws/private-bucket";
import { ServiceRole } from "../aws/service-role";
import { AlarmGroup, type AlarmNotification } from "./alarm-group";
import { canaryScript } from "./canary-script";
import type { Metric } from "./metric";

export interface CanariesArgs extends AlarmNotification {
  /**
   * What to ask once a minute, by a short stable key: the public name, and the own name of every other region
   * (`https://eu-west-1.shop.example/health`). HTTPS only.
   * @example { public: "https://shop.example/health", "eu-west-1": "https://eu-west-1.shop.example/health" }
   */
  readonly urls: Readonly<Record<string, string>>;
  /** Keys of `urls` whose silence means that what they ask is lost: their alarm starts a failover. @default none */
  readonly failoverKeys?: readonly string[];
  /** Days that logs and artefacts are kept. */
  readonly retentionDays: number;
  /** `protected`: Pulumi refuses to delete the artefacts' bucket. */
  readonly protection: Protection;
}

/**
 * Node.js 22 without a browser. Pinned: AWS retires runtimes, and one that changed by itself would be a false alarm.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Library_Nodejs.html
 */
const runtimeVersion = "syn-nodejs-4.1";

/**
 * Clients of our own in one region, which ask what users ask. From every region at the public name and at each other
 * region's own name, they tell a region that is down from a network that is cut: both sides see it, or one.
 */
export class Canaries extends AlarmGroup {
  /** Of those keys: an alarm that rings when two runs in a row reached nothing. */
  readonly lostAlarmArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** @throws {pulumi.ResourceError} without a URL, or for one that is not HTTPS. */
  constructor(name: string, args: CanariesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:Canaries", name, args, opts);
    const urls = Object.entries(args.urls);
    this.require(urls.length >= 1, "urls must have at least 1, got 0; pass the public name");
    for (const [key, url] of urls) {
      this.require(
        url.startsWith("https://"),
        `urls.${key} must begin with https://, got ${url}; nothing else is served`,
      );
    }

    const bucket = new PrivateBucket(
      this.childName("artefacts"),
      {
        protection: args.protection,
        lifecycleRules: [
          {
            id: "artefacts",
            status: "Enabled",
            filter: { prefix: "artefacts/" },
            expiration: { days: args.retentionDays },
            noncurrentVersionExpiration: { noncurrentDays: 1 },
          },
        ],
      },
      this.nested(),
    );
    // Its key changes with its text: a canary does not notice new text under an old key.
    const digest = createHash("sha256").update(canaryScript).digest("hex").slice(0, 12);
    const script = new aws.s3.BucketObjectv2(
      this.childName("script"),
      {
        bucket: bucket.bucketName,
        key: `scripts/${digest}.zip`,
        source: new pulumi.asset.AssetArchive({
          "nodejs/node_modules/index.js": new pulumi.asset.StringAsset(canaryScript),
        }),
      },
      // Without it the object would be made anew, and the deletion of the old one would take the new one's text.
      this.child({ aliases: [{ type: "aws:s3/bucketObject:BucketObject" }] }),
    );
    const role = this.#role(name, bucket);
    const canaries = Object.fromEntries(
      urls.map(([key, url]) => [key, this.#canary(args, { key, url, bucket, script, role })]),
    );
    this.lostAlarmArns = Object.fromEntries(
      (args.failoverKeys ?? []).map((key) => [key, this.#lostAlarm(key, canaries[key])]),
    );
    this.registerOutputs();
  }

  /** Sooner than the alarm for people, and never by a canary that did not run: this one acts. */
  #lostAlarm(key: string, canary: aws.synthetics.Canary | undefined): pulumi.Output<string> {
    this.require(canary !== undefined, `failoverKeys must be keys of urls, got ${key}; correct it`);
    return this.alarm(`${key}-lost`, {
      description: `From here ${key} has answered nothing for two minutes: a failover may start.`,
      measured: successOf(canary),
      comparison: "<",
      threshold: 1,
      evaluationPeriods: 2,
      treatMissingData: "notBreaching",
    }).arn;
  }

  #canary(args: CanariesArgs, parts: CanaryParts): aws.synthetics.Canary {
    const { key, url, bucket, script, role } = parts;
    const canary = new aws.synthetics.Canary(
      this.childName(key),
      {
        runtimeVersion,
        handler: "index.handler",
        s3Bucket: script.bucket,
        s3Key: script.key,
        executionRoleArn: role,
        artifactS3Location: pulumi.interpolate`s3://${bucket.bucketName}/artefacts/${key}`,
        schedule: { expression: "rate(1 minute)" },
        runConfig: { timeoutInSeconds: 30, environmentVariables: { URL: url } },
        startCanary: true,
        // Otherwise the function outlives the canary.
        deleteLambda: true,
        successRetentionPeriod: args.retentionDays,
        failureRetentionPeriod: args.retentionDays,
      },
      this.child(),
    );
    // Lambda would make it at the first run, and keep it for ever.
    new aws.cloudwatch.LogGroup(
      this.childName(`${key}-log`),
      { name: canary.engineArn.apply(logGroupOf), retentionInDays: args.retentionDays },
      this.child(),
    );
    this.alarm(`${key}-fails`, {
      description: `From here ${url} fails, three minutes of five. Compare with the other regions' canaries.`,
      measured: successOf(canary),
      comparison: "<",
      threshold: 90,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      // A canary that does not run sees nothing.
      treatMissingData: "breaching",
    });
    return canary;
  }

  /** @returns the role's ARN, known once it may do what a canary does, and nothing else. */
  #role(name: string, bucket: PrivateBucket): pulumi.Output<string> {
    const statements = permissions(bucket.arn, partitionFor(this));
    return new ServiceRole(name, { service: "lambda.amazonaws.com", statements }, this.nested()).arn;
  }
}

function successOf({ name }: aws.synthetics.Canary): Metric {
  return {
    namespace: "CloudWatchSynthetics",
    name: "SuccessPercent",
    dimensions: { CanaryName: name },
    statistic: "Average",
  };
}

interface CanaryParts {
  readonly key: string;
  readonly url: string;
  readonly bucket: PrivateBucket;
  readonly script: aws.s3.BucketObjectv2;
  readonly role: pulumi.Output<string>;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_CanaryPermissions.html */
function permissions(arn: pulumi.Output<string>, partition: pulumi.Output<string>): object[] {
  return [
    // Not its script: whoever makes the canary reads that.
    {
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:GetObject"],
      Resource: pulumi.interpolate`${arn}/artefacts/*`,
    },
    { Effect: "Allow", Action: "s3:GetBucketLocation", Resource: arn },
    {
      // Not the group itself: that is made here, with an end to what it keeps.
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`arn:${partition}:logs:*:*:log-group:/aws/lambda/cwsyn-*`,
    },
    {
      // Neither action knows resources.
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
    },
    { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
  ];
}

/** The resource is `function:<name>[:<version>]`: a function logs under its name. */
function logGroupOf(functionArn: string): string {
  return `/aws/lambda/${parseArn(functionArn).resource.split(":")[1] ?? ""}`;
}
