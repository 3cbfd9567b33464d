import { expect, test } from "@jest/globals";
import { Aws } from "../../support/aws";

const arn = (rest: string) => expect.stringMatching(new RegExp(`^arn:aws:${rest}$`));
const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

test("a topic is known by its ARN, and belongs to the account", async () => {
  const aws = new Aws();
  const topic = await aws.create("aws:sns/topic:Topic", { name: "alarms" });
  expect([topic.id, topic.outputs["arn"], topic.outputs["owner"]]).toEqual([
    "arn:aws:sns:us-east-1:123456789012:alarms",
    "arn:aws:sns:us-east-1:123456789012:alarms",
    "123456789012",
  ]);
  const policy = await aws.create("aws:sns/topicPolicy:TopicPolicy", { arn: topic.id, policy: "{}" });
  expect([policy.id, policy.outputs["owner"]]).toEqual([topic.id, "123456789012"]);
});

test("a mail subscription waits for its confirmation, below its topic", async () => {
  const topic = "arn:aws:sns:us-east-1:123456789012:alarms";
  const { id, outputs } = await new Aws().create("aws:sns/topicSubscription:TopicSubscription", {
    topic,
    protocol: "email",
    endpoint: "a@example.com",
  });
  expect(id).toMatch(new RegExp(`^${topic}:${uuid}$`));
  expect(outputs).toMatchObject({ arn: id, ownerId: "123456789012", pendingConfirmation: true });
});

test("alarms of both kinds have names and ARNs of one kind", async () => {
  const aws = new Aws();
  const metric = await aws.create(
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    { comparisonOperator: "LessThanThreshold", evaluationPeriods: 1 },
    { name: "down" },
  );
  expect(metric.id).toMatch(/^down-[0-9a-f]{7}$/);
  expect(metric.outputs["arn"]).toBe(`arn:aws:cloudwatch:us-east-1:123456789012:alarm:${metric.id}`);
  const composite = await aws.create("aws:cloudwatch/compositeAlarm:CompositeAlarm", {
    alarmName: "all",
    alarmRule: "ALARM(down)",
  });
  expect(composite.outputs["arn"]).toBe("arn:aws:cloudwatch:us-east-1:123456789012:alarm:all");
});

test("a dashboard belongs to no region", async () => {
  const { outputs } = await new Aws().create("aws:cloudwatch/dashboard:Dashboard", {
    dashboardName: "board",
    dashboardBody: "{}",
  });
  expect(outputs["dashboardArn"]).toBe("arn:aws:cloudwatch::123456789012:dashboard/board");
});

test("events go by names: of the rule, of the target, of the subscription", async () => {
  const aws = new Aws();
  const rule = await aws.create("aws:cloudwatch/eventRule:EventRule", { name: "failed" });
  expect(rule.outputs["arn"]).toBe("arn:aws:events:us-east-1:123456789012:rule/failed");
  const target = await aws.create("aws:cloudwatch/eventTarget:EventTarget", { rule: "failed", arn: "topic" });
  expect(target.id).toBe(`failed-${target.outputs["targetId"] as string}`);
  expect(target.outputs["targetId"]).toMatch(/^terraform-[0-9a-f]{26}$/);
  const { outputs } = await aws.create("aws:rds/eventSubscription:EventSubscription", {
    name: "events",
    snsTopic: "topic",
  });
  expect(outputs).toMatchObject({
    arn: "arn:aws:rds:us-east-1:123456789012:es:events",
    customerAwsId: "123456789012",
  });
});

test("what lies in a bucket is known by bucket and key", async () => {
  const aws = new Aws();
  const object = await aws.create("aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "b", key: "k/1.zip" });
  expect([object.id, object.outputs["arn"]]).toEqual(["b/k/1.zip", "arn:aws:s3:::b/k/1.zip"]);
  expect((await aws.create("aws:s3/bucketNotification:BucketNotification", { bucket: "b" })).id).toBe("b");
});

test("a canary runs as a function that Synthetics names", async () => {
  const { outputs } = await new Aws().create("aws:synthetics/canary:Canary", {
    name: "public",
    artifactS3Location: "s3://b",
    executionRoleArn: "role",
    handler: "index.handler",
    runtimeVersion: "syn-nodejs-4.1",
    schedule: { expression: "rate(1 minute)" },
  });
  expect(outputs).toMatchObject({
    arn: "arn:aws:synthetics:us-east-1:123456789012:canary:public",
    engineArn: arn(`lambda:us-east-1:123456789012:function:cwsyn-public-${uuid}:1`),
    status: "RUNNING",
  });
});

test("Prometheus has a workspace, and all else in it", async () => {
  const aws = new Aws();
  const workspace = await aws.create("aws:amp/workspace:Workspace", {});
  expect(workspace.id).toMatch(new RegExp(`^ws-${uuid}$`));
  expect(workspace.outputs).toMatchObject({
    arn: `arn:aws:aps:us-east-1:123456789012:workspace/${workspace.id}`,
    prometheusEndpoint: `https://aps-workspaces.us-east-1.amazonaws.com/workspaces/${workspace.id}/`,
  });
  const scraper = await aws.create("aws:amp/scraper:Scraper", { scrapeConfiguration: "{}" });
  expect(scraper.outputs).toMatchObject({
    arn: arn(`aps:us-east-1:123456789012:scraper/s-${uuid}`),
    roleArn: arn(
      "iam::123456789012:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_[0-9a-f]{12}",
    ),
  });
  const inWorkspace = { workspaceId: workspace.id };
  const rules = await aws.create("aws:amp/ruleGroupNamespace:RuleGroupNamespace", {
    ...inWorkspace,
    name: "rules",
    data: "groups: [{name: one}]",
  });
  expect(rules.id).toBe(`arn:aws:aps:us-east-1:123456789012:rulegroupsnamespace/${workspace.id}/rules`);
  const alerts = await aws.create("aws:amp/alertManagerDefinition:AlertManagerDefinition", {
    ...inWorkspace,
    definition: "{}",
  });
  expect(alerts.id).toBe(workspace.id);
});
