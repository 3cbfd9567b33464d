import { types } from "../../../../../rehearsal/cloud/aws/rules/references";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import type { Aws } from "../../support/aws";
import { creation, type RuleCase } from "../../support/rule-case";

const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const composite = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const dashboard = "aws:cloudwatch/dashboard:Dashboard";
const topic = "aws:sns/topic:Topic";
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";
const subscription = "aws:sns/topicSubscription:TopicSubscription";
const databaseEvents = "aws:rds/eventSubscription:EventSubscription";
const notification = "aws:s3/bucketNotification:BucketNotification";
const canary = "aws:synthetics/canary:Canary";

const topicIn = (region: string) => `arn:aws:sns:${region}:123456789012:alarms`;
const measured: Props = { comparisonOperator: "LessThanThreshold", evaluationPeriods: 2 };
const formulaOf = (metrics: number, results: number): Props => ({
  ...measured,
  metricQueries: [
    ...Array.from({ length: metrics }, (_, at) => ({ id: `m${at}`, metric: { metricName: "M" } })),
    ...Array.from({ length: results }, (_, at) => ({ id: `e${at}`, expression: "m0", returnData: true })),
  ],
});
const widgetsWith = (properties: Props) =>
  JSON.stringify({
    widgets: [
      { type: "text", properties: { markdown: "hello" } },
      { type: "metric", properties },
    ],
  });
const policyFor = (action: string, service = "s3.amazonaws.com") =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: action }] });
const canaryWith = (more: Props): Props => ({
  artifactS3Location: "s3://artefacts",
  executionRoleArn: "role",
  handler: "index.handler",
  runtimeVersion: "syn-nodejs-4.1",
  schedule: { expression: "rate(1 minute)" },
  ...more,
});

const notifyTopicThat = async (aws: Aws, service: string): Promise<unknown> => {
  const { id } = await aws.create(topic, {});
  await aws.create(topicPolicy, { arn: id, policy: policyFor("sns:Publish", service) });
  return aws.create(notification, { bucket: "objects", topics: [{ topicArn: id, events: [] }] });
};

const eventsOfADatabaseIn = async (aws: Aws, region: string): Promise<unknown> => {
  const database = { identifier: "orders", engine: "postgres", instanceClass: "db.m7g.large" };
  await aws.create(
    types.dbInstance,
    {
      ...database,
      allocatedStorage: 20,
      username: "platform",
      password: "correct-horse",
      skipFinalSnapshot: true,
    },
    { region },
  );
  const sources = { sourceType: "db-instance", sourceIds: ["orders"] };
  return aws.create(databaseEvents, { snsTopic: topicIn("us-east-1"), ...sources });
};

const cloudWatchCases: readonly RuleCase[] = [
  creation(
    "alarm-period",
    alarm,
    "expected period to be one of [10 20 30] or divisible by 60, got 45",
    { ...measured, period: 45 },
    { ...measured, period: 120 },
  ),
  creation(
    "alarm-range",
    alarm,
    "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).",
    { ...measured, period: 300, evaluationPeriods: 289 },
    { ...measured, period: 300, evaluationPeriods: 288 },
  ),
  creation(
    "alarm-formula-metrics",
    alarm,
    "Too many metrics in the alarm's metric math expression: at most 10 are allowed.",
    formulaOf(11, 1),
    formulaOf(10, 1),
  ),
  creation(
    "alarm-formula-result",
    alarm,
    "Exactly one element of the metrics list should return data.",
    formulaOf(1, 2),
    formulaOf(1, 1),
  ),
  creation(
    "alarm-action-in-another-region",
    alarm,
    "Invalid region eu-west-1 specified. Only us-east-1 is supported.",
    { ...measured, alarmActions: [topicIn("us-east-1")], okActions: [topicIn("eu-west-1")] },
    { ...measured, alarmActions: [topicIn("us-east-1")], okActions: [topicIn("us-east-1")] },
  ),
  creation(
    "composite-alarm-rule",
    composite,
    "Error in AlarmRule [ALERTdown]",
    { alarmName: "all", alarmRule: 'ALERT(down) OR ALARM("slow")' },
    { alarmName: "all", alarmRule: "NOT (ALARM(down) OR ALARM(\"slow, very\")) AND OK('other')" },
  ),
  creation(
    "dashboard-name",
    dashboard,
    '"dashboard_name" must be 1 to 255 letters, digits, hyphens and underscores, got "my board"',
    { dashboardName: "my board", dashboardBody: "{}" },
    { dashboardName: "my-board", dashboardBody: "{}" },
  ),
  creation(
    "dashboard-widget-without-region",
    dashboard,
    'The dashboard body is invalid, there are 1 validation errors: [{"dataPath":"/widgets/1/properties","message":"Should have required property \'region\'"}]',
    { dashboardName: "board", dashboardBody: widgetsWith({}) },
    { dashboardName: "board", dashboardBody: widgetsWith({ region: "us-east-1" }) },
  ),
];

const eventCases: readonly RuleCase[] = [
  creation(
    "topic-policy-of-another-service",
    topicPolicy,
    "Invalid parameter: Policy statement action out of service scope!",
    { arn: topicIn("us-east-1"), policy: policyFor("sqs:SendMessage") },
    { arn: topicIn("us-east-1"), policy: policyFor("SNS:Publish") },
  ),
  creation(
    "subscription-of-a-topic-in-another-region",
    subscription,
    "Invalid parameter: TopicArn",
    { topic: topicIn("eu-west-1"), protocol: "email", endpoint: "a@example.com" },
    { topic: topicIn("us-east-1"), protocol: "email", endpoint: "a@example.com" },
  ),
  creation(
    "subscription-mail-address",
    subscription,
    "Invalid parameter: Email address",
    { topic: topicIn("us-east-1"), protocol: "email", endpoint: "on-call" },
    { topic: topicIn("us-east-1"), protocol: "email", endpoint: "on-call@example.com" },
  ),
  creation(
    "database-event-category",
    databaseEvents,
    "The supplied category does not exist: availability",
    { snsTopic: topicIn("us-east-1"), sourceType: "db-cluster", eventCategories: ["availability"] },
    { snsTopic: topicIn("us-east-1"), sourceType: "db-instance", eventCategories: ["availability"] },
  ),
  creation(
    "database-event-sources-without-type",
    databaseEvents,
    "Source type must be specified if source IDs are specified.",
    { snsTopic: topicIn("us-east-1"), sourceIds: ["orders"] },
    { snsTopic: topicIn("us-east-1"), sourceIds: ["orders"], sourceType: "db-instance" },
  ),
  {
    rule: "database-event-source-in-another-region",
    message: "Source orders not found.",
    breaks: (aws) => eventsOfADatabaseIn(aws, "eu-west-1"),
    passes: (aws) => eventsOfADatabaseIn(aws, "us-east-1"),
  },
  creation(
    "database-event-topic-in-another-region",
    databaseEvents,
    "SNS has responded that there is a problem with the SNS topic specified.",
    { snsTopic: topicIn("eu-west-1") },
    { snsTopic: topicIn("us-east-1") },
  ),
  {
    rule: "bucket-notification-topic",
    message: "Unable to validate the following destination configurations",
    breaks: (aws) => notifyTopicThat(aws, "events.amazonaws.com"),
    passes: (aws) => notifyTopicThat(aws, "s3.amazonaws.com"),
  },
  creation(
    "event-pattern",
    "aws:cloudwatch/eventRule:EventRule",
    'Event pattern is not valid. Reason: "source" must be an object or an array',
    { eventPattern: '{"source":"aws.backup"}' },
    { eventPattern: '{"source":["aws.backup"]}' },
  ),
];

const prometheusCases: readonly RuleCase[] = [
  creation(
    "canary-name",
    canary,
    'invalid value for name (must contain lowercase alphanumeric, hyphen, or underscore), got "Public"',
    canaryWith({ name: "Public" }),
    canaryWith({ name: "public" }),
  ),
  creation(
    "canary-runtime",
    canary,
    "Deprecated runtime version specified: syn-nodejs-puppeteer-3.9",
    canaryWith({ runtimeVersion: "syn-nodejs-puppeteer-3.9" }),
    canaryWith({ runtimeVersion: "syn-nodejs-puppeteer-13.1" }),
  ),
  creation(
    "canary-timeout",
    canary,
    "expected run_config.0.timeout_in_seconds to be in the range (3 - 840), got 2",
    canaryWith({ runConfig: { timeoutInSeconds: 2 } }),
    canaryWith({ runConfig: { timeoutInSeconds: 3 } }),
  ),
  creation(
    "workspace-log-group",
    "aws:amp/workspace:Workspace",
    'The log group ARN must end with ":*"',
    { loggingConfiguration: { logGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:rules" } },
    { loggingConfiguration: { logGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:rules:*" } },
  ),
  creation(
    "collector-in-one-zone",
    "aws:amp/scraper:Scraper",
    "Subnets specified must be in at least two different AZs",
    ({ subnets }) => ({
      scrapeConfiguration: "{}",
      source: { eks: { clusterArn: "cluster", subnetIds: [subnets[0].id] } },
    }),
    ({ subnetIds }) => ({
      scrapeConfiguration: "{}",
      source: { eks: { clusterArn: "cluster", subnetIds: [...subnetIds] } },
    }),
  ),
  creation(
    "rule-groups",
    "aws:amp/ruleGroupNamespace:RuleGroupNamespace",
    "no rule groups found in the data",
    { workspaceId: "ws-1", data: "rules: []" },
    { workspaceId: "ws-1", data: "groups:\n- name: one\n  rules: []\n" },
  ),
];

export const observabilityCases: readonly RuleCase[] = [
  ...cloudWatchCases,
  ...eventCases,
  ...prometheusCases,
];
