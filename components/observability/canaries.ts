import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { AlarmGroup, type AlarmNotification } from "./alarm-group";
import { canaryScript } from "./canary-script";

export interface CanariesArgs extends AlarmNotification {
  /**
   * What to ask once a minute, by a short stable key: the public name, and the own name of every other region
   * (`https://eu-west-1.shop.example/health`). HTTPS only.
   */
  readonly urls: Readonly<Record<string, string>>;
  /** Days that logs and artefacts are kept. */
  readonly retentionDays: number;
  /** `protected`: Pulumi refuses to delete the artefacts' bucket. */
  readonly protection: "protected" | "disposable";
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

    const bucket = this.#artefacts(args);
    // Its key changes with its text: a canary does not notice new text under an old key.
    const digest = createHash("sha256").update(canaryScript).digest("hex").slice(0, 12);
    const script = new aws.s3.BucketObject(
      this.childName("script"),
      {
        bucket: bucket.id,
        key: `scripts/${digest}.zip`,
        source: new pulumi.asset.AssetArchive({
          "nodejs/node_modules/index.js": new pulumi.asset.StringAsset(canaryScript),
        }),
      },
      this.child(),
    );
    const role = this.#role(bucket);
    for (const [key, url] of urls) this.#canary(args, { key, url, bucket, script, role });
    this.registerOutputs();
  }

  #canary(args: CanariesArgs, parts: CanaryParts): void {
    const { key, url, bucket, script, role } = parts;
    const canary = new aws.synthetics.Canary(
      this.childName(key),
      {
        runtimeVersion,
        handler: "index.handler",
        s3Bucket: script.bucket,
        s3Key: script.key,
        executionRoleArn: role,
        artifactS3Location: pulumi.interpolate`s3://${bucket.bucket}/artefacts/${key}`,
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
      measured: {
        namespace: "CloudWatchSynthetics",
        name: "SuccessPercent",
        dimensions: { CanaryName: canary.name },
        statistic: "Average",
      },
      comparison: "<",
      threshold: 90,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      // A canary that does not run sees nothing.
      treatMissingData: "breaching",
    });
  }

  #artefacts({ protection, retentionDays }: CanariesArgs): aws.s3.Bucket {
    const isProtected = protection === "protected";
    const bucket = new aws.s3.Bucket(
      this.childName("artefacts"),
      { forceDestroy: !isProtected },
      this.child({ protect: isProtected }),
    );
    new aws.s3.BucketPublicAccessBlock(
      this.childName("privacy"),
      {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      this.child(),
    );
    const versioning = new aws.s3.BucketVersioning(
      this.childName("versioning"),
      { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
      this.child(),
    );
    new aws.s3.BucketLifecycleConfiguration(
      this.childName("expiry"),
      {
        bucket: bucket.id,
        rules: [
          {
            id: "artefacts",
            status: "Enabled",
            filter: { prefix: "artefacts/" },
            expiration: { days: retentionDays },
            noncurrentVersionExpiration: { noncurrentDays: 1 },
          },
        ],
      },
      this.child({ dependsOn: [versioning] }),
    );
    return bucket;
  }

  /** @returns the role's ARN, known once it may do what a canary does, and nothing else. */
  #role(bucket: aws.s3.Bucket): pulumi.Output<string> {
    const role = new aws.iam.Role(
      this.childName("role"),
      {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        }),
      },
      this.child(),
    );
    const policy = new aws.iam.RolePolicy(
      this.childName("policy"),
      {
        role: role.id,
        policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: permissions(bucket) }),
      },
      this.child(),
    );
    return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
  }
}

interface CanaryParts {
  readonly key: string;
  readonly url: string;
  readonly bucket: aws.s3.Bucket;
  readonly script: aws.s3.BucketObject;
  readonly role: pulumi.Output<string>;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_Roles.html */
function permissions({ arn }: aws.s3.Bucket): object[] {
  return [
    { Effect: "Allow", Action: "s3:PutObject", Resource: pulumi.interpolate`${arn}/artefacts/*` },
    { Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.interpolate`${arn}/scripts/*` },
    { Effect: "Allow", Action: "s3:GetBucketLocation", Resource: arn },
    {
      // Not the group itself: that is made here, with an end to what it keeps.
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: "arn:aws:logs:*:*:log-group:/aws/lambda/cwsyn-*",
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

/** `arn:aws:lambda:<region>:<account>:function:<name>[:<version>]`: a function logs under its name. */
function logGroupOf(functionArn: string): string {
  return `/aws/lambda/${functionArn.split(":")[6] ?? ""}`;
}
