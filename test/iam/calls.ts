/**
 * The calls that our parts make to AWS, by the role with which they make them: from the documentation of the service that
 * acts, from scripts that the plan holds, and from what applications are promised.
 */
import type { Recorded } from "../support/mocks";
import type { Stack } from "./stack";

export interface Call {
  readonly action: string;
  /** ARN of what is asked for, or `*` where the action knows no resources. */
  readonly resource: string;
  /** Keys of the request that conditions look at. @default {} */
  readonly context?: Readonly<Record<string, string>>;
  /** The documentation of a resource that AWS asks about although its own reference of the action lists another. */
  readonly beyondReference?: string;
}

export interface Part {
  readonly name: string;
  /** Logical name of its role. */
  readonly role: RegExp;
  readonly source: string;
  readonly calls: (stack: Stack, role: Recorded) => readonly Call[];
}

const on = (
  actions: readonly string[],
  resources: readonly string[],
  context: Call["context"] = {},
): readonly Call[] =>
  resources.flatMap((resource) => actions.map((action) => ({ action, resource, context })));

/** Decryption on behalf of a service of the region. */
const through = (service: string, region: string, actions: readonly string[], keys: readonly string[]) =>
  on(actions, keys, { "kms:ViaService": `${service}.${region}.amazonaws.com` });

const secretsRead = (stack: Stack, region: string, arns: readonly string[]): readonly Call[] => [
  ...on(["secretsmanager:GetSecretValue"], arns),
  ...(arns.length > 0 ? through("secretsmanager", region, ["kms:Decrypt"], stack.keysIn(region)) : []),
];

const logsWritten = (group: string): readonly Call[] => [
  {
    action: "logs:CreateLogStream",
    // The stream without its name, as refusals show it; the reference lists the group's ARN, without what follows it.
    resource: `${group}:log-stream:`,
    beyondReference:
      "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html#CWL_ARN_Format",
  },
  ...on(["logs:PutLogEvents"], [`${group}:log-stream:one`]),
];

/** An application uses the buckets that it is told of, in whichever regions they are, by their names or by one for all. */
const bucketsUsed = (stack: Stack): readonly Call[] => {
  const buckets = stack.arns("aws:s3/bucket:Bucket", /-objects-bucket$/);
  const objectActions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
  return [
    ...on(["s3:ListBucket"], buckets),
    ...on(
      objectActions,
      buckets.map((arn) => `${arn}/one`),
    ),
    ...stack.accessPoints.flatMap((arn) =>
      [...on(["s3:ListBucket"], [arn]), ...on(objectActions, [`${arn}/object/one`])].map((call) => ({
        ...call,
        beyondReference:
          "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html",
      })),
    ),
    ...stack.regions.flatMap((region) =>
      through("s3", region, ["kms:Decrypt", "kms:GenerateDataKey"], stack.keysIn(region)),
    ),
  ];
};

export const parts: readonly Part[] = [
  {
    name: "the instance",
    role: /-app-instance-role$/,
    source: "components/workloads/user-data.ts",
    calls: (stack, { provider: region = "" }) => [
      ...secretsRead(stack, region, stack.secretsInScripts(region)),
      ...stack
        .arns("aws:cloudwatch/logGroup:LogGroup", new RegExp(`^${region}-app-logs$`))
        .flatMap(logsWritten),
      ...on(
        ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"],
        stack.arnsIn(region, "aws:autoscaling/group:Group"),
      ),
    ],
  },
  {
    name: "the application on EC2",
    role: /-app-role-role$/,
    source: "docs/application.md",
    calls: (stack, { provider: region = "" }) => [
      ...secretsRead(stack, region, stack.secretsOfApp(region)),
      ...bucketsUsed(stack),
    ],
  },
  {
    name: "the pods, whose first container fetches their secrets",
    role: /-app-identity-role$/,
    source: "components/kubernetes/secret-files.ts",
    calls: (stack, { provider: region = "" }) => [
      ...secretsRead(stack, region, stack.secretsInScripts(region)),
      ...bucketsUsed(stack),
    ],
  },
  {
    name: "replication of objects",
    role: /-replication-role$/,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html",
    calls: (stack, { provider: region = "" }) => {
      const [from, others] = [[region], stack.regions.filter((each) => each !== region)];
      const buckets = (regions: readonly string[]) =>
        regions.flatMap((each) => stack.arns("aws:s3/bucket:Bucket", new RegExp(`^${each}-objects-bucket$`)));
      const objects = (regions: readonly string[]) => buckets(regions).map((arn) => `${arn}/one`);
      return [
        ...on(["s3:GetReplicationConfiguration", "s3:ListBucket"], buckets(from)),
        ...on(
          ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
          objects(from),
        ),
        ...on(["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"], objects(others)),
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
        ...through("s3", region, ["kms:Decrypt"], stack.keysIn(region)),
        ...others.flatMap((each) =>
          through("s3", each, ["kms:Encrypt", "kms:GenerateDataKey"], stack.keysIn(each)),
        ),
      ];
    },
  },
  {
    name: "the canaries",
    role: /-canaries-role$/,
    source:
      "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_CanaryPermissions.html",
    calls: (stack, { provider: region = "" }) => {
      const [bucket = ""] = stack.arns(
        "aws:s3/bucket:Bucket",
        new RegExp(`^${region}-canaries-artefacts-bucket$`),
      );
      return [
        ...on(["s3:PutObject", "s3:GetObject"], [`${bucket}/artefacts/public/one`]),
        ...on(["s3:GetBucketLocation"], [bucket]),
        ...on(["s3:ListAllMyBuckets"], ["*"]),
        ...logsWritten(`arn:aws:logs:${region}:123456789012:log-group:/aws/lambda/cwsyn-one-f00d`),
        ...on(["cloudwatch:PutMetricData"], ["*"], { "cloudwatch:namespace": "CloudWatchSynthetics" }),
      ];
    },
  },
  {
    name: "RDS Proxy",
    role: /^[a-z]+-[a-z]+-\d-database-role$/,
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-iam-setup.html",
    calls: (stack, { provider: region = "" }) => {
      const credentials = stack.secretsIn(region, /-database-credential-secret$/);
      return [
        ...on(["secretsmanager:DescribeSecret"], credentials),
        ...secretsRead(stack, region, credentials),
      ];
    },
  },
  {
    name: "the schedule that stops databases",
    role: /-off-hours-database-role$/,
    source: "components/operations/off-hours-schedule.ts",
    calls: (stack, { provider: region = "" }) =>
      on(["rds:StopDBInstance", "rds:StartDBInstance"], stack.arnsIn(region, "aws:rds/instance:Instance")),
  },
  {
    name: "flow logs to CloudWatch Logs",
    role: /-flow-log-role$/,
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html",
    calls: (stack, { provider: region = "" }) => [
      ...stack
        .arnsIn(region, "aws:cloudwatch/logGroup:LogGroup", /-flow-log-group$/)
        .flatMap((group) => [...logsWritten(group), ...on(["logs:DescribeLogStreams"], [group])]),
      ...on(["logs:DescribeLogGroups"], ["*"]),
    ],
  },
];
