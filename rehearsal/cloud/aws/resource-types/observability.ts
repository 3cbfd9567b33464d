import {
  ACCOUNT,
  idFrom,
  uuid,
  type CreationContext,
  type AwsResourceType,
  type AwsResourceTypes,
} from "../resource-type";

const topicArn = ({ region, text }: CreationContext) => `sns:${region}:${ACCOUNT}:${text("name")}`;
const workspaceId = (context: CreationContext) => `ws-${uuid(context)}`;
const scraperId = (context: CreationContext) => `s-${uuid(context)}`;
const ruleGroups = ({ region, text }: CreationContext) =>
  `aps:${region}:${ACCOUNT}:rulegroupsnamespace/${text("workspaceId")}/${text("name")}`;

const alarm = (noun: string, name: string): AwsResourceType => ({
  api: ["CloudWatch", noun],
  operations: { creating: `Put${noun}`, updating: `Put${noun}`, deleting: "DeleteAlarms" },
  id: idFrom(name),
  arn: ({ region, id }) => `cloudwatch:${region}:${ACCOUNT}:alarm:${id}`,
});

export const observability: AwsResourceTypes = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    ...alarm("MetricAlarm", "name"),
    autoname: { property: "name", maxLength: 255 },
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": alarm("CompositeAlarm", "alarmName"),
  "aws:cloudwatch/dashboard:Dashboard": {
    api: ["CloudWatch", "Dashboard"],
    operations: { creating: "PutDashboard", updating: "PutDashboard", deleting: "DeleteDashboards" },
    id: idFrom("dashboardName"),
    // Dashboards belong to the account, and to no region.
    global: true,
    computed: { dashboardArn: ({ id }) => `arn:aws:cloudwatch::${ACCOUNT}:dashboard/${id}` },
  },
  "aws:sns/topic:Topic": {
    api: ["SNS", "Topic"],
    operations: { updating: "SetTopicAttributes" },
    id: (topic) => `arn:aws:${topicArn(topic)}`,
    arn: topicArn,
    autoname: { property: "name", maxLength: 256 },
    computed: { owner: () => ACCOUNT },
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    api: ["SNS", "TopicPolicy"],
    operations: {
      creating: "SetTopicAttributes",
      updating: "SetTopicAttributes",
      deleting: "SetTopicAttributes",
    },
    id: idFrom("arn"),
    computed: { owner: () => ACCOUNT },
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    api: ["SNS", "Subscription"],
    operations: { creating: "Subscribe", updating: "SetSubscriptionAttributes", deleting: "Unsubscribe" },
    id: (subscription) => `${subscription.text("topic")}:${uuid(subscription)}`,
    arn: (subscription) => `${subscription.text("topic").replace(/^arn:aws:/, "")}:${uuid(subscription)}`,
    computed: {
      ownerId: () => ACCOUNT,
      // No mail is read in a rehearsal.
      pendingConfirmation: ({ text }) => text("protocol") === "email",
    },
  },
  "aws:cloudwatch/eventRule:EventRule": {
    api: ["EventBridge", "Rule"],
    operations: { creating: "PutRule", updating: "PutRule" },
    id: idFrom("name"),
    arn: ({ region, id }) => `events:${region}:${ACCOUNT}:rule/${id}`,
    autoname: { property: "name", maxLength: 64 },
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    api: ["EventBridge", "Target"],
    operations: { creating: "PutTargets", updating: "PutTargets", deleting: "RemoveTargets" },
    id: (target) => `${target.text("rule")}-${targetId(target)}`,
    computed: { targetId },
  },
  "aws:rds/eventSubscription:EventSubscription": {
    api: ["RDS", "EventSubscription"],
    id: idFrom("name"),
    arn: ({ region, id }) => `rds:${region}:${ACCOUNT}:es:${id}`,
    autoname: { property: "name", maxLength: 255 },
    computed: { customerAwsId: () => ACCOUNT },
  },
  "aws:s3/bucketNotification:BucketNotification": {
    api: ["S3", "BucketNotification"],
    operations: {
      creating: "PutBucketNotificationConfiguration",
      updating: "PutBucketNotificationConfiguration",
      deleting: "PutBucketNotificationConfiguration",
    },
    id: idFrom("bucket"),
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    api: ["S3", "Object"],
    operations: { creating: "PutObject", updating: "PutObject" },
    id: ({ text }) => `${text("bucket")}/${text("key")}`,
    arn: ({ id }) => `s3:::${id}`,
  },
  "aws:synthetics/canary:Canary": {
    api: ["Synthetics", "Canary"],
    operations: { updating: "UpdateCanary" },
    id: idFrom("name"),
    arn: ({ region, id }) => `synthetics:${region}:${ACCOUNT}:canary:${id}`,
    autoname: { property: "name", maxLength: 255 },
    computed: {
      // The function that Synthetics makes for it.
      engineArn: (canary) =>
        `arn:aws:lambda:${canary.region}:${ACCOUNT}:function:cwsyn-${canary.id}-${uuid(canary)}:1`,
      status: () => "RUNNING",
    },
  },
  "aws:amp/workspace:Workspace": {
    api: ["amp", "Workspace"],
    operations: { updating: "UpdateWorkspaceAlias" },
    id: workspaceId,
    arn: ({ region, id }) => `aps:${region}:${ACCOUNT}:workspace/${id}`,
    computed: {
      prometheusEndpoint: ({ region, id }) =>
        `https://aps-workspaces.${region}.amazonaws.com/workspaces/${id}/`,
    },
  },
  "aws:amp/scraper:Scraper": {
    api: ["amp", "Scraper"],
    operations: { updating: "UpdateScraper" },
    id: scraperId,
    arn: ({ region, id }) => `aps:${region}:${ACCOUNT}:scraper/${id}`,
    computed: {
      roleArn: (scraper) =>
        `arn:aws:iam::${ACCOUNT}:role/aws-service-role/scraper.aps.amazonaws.com/` +
        `AWSServiceRoleForAmazonPrometheusScraper_${scraper.hex(12)}`,
    },
  },
  "aws:amp/ruleGroupNamespace:RuleGroupNamespace": {
    api: ["amp", "RuleGroupsNamespace"],
    operations: { updating: "PutRuleGroupsNamespace" },
    id: (rules) => `arn:aws:${ruleGroups(rules)}`,
    arn: ruleGroups,
    autoname: { property: "name", maxLength: 128 },
  },
  "aws:amp/alertManagerDefinition:AlertManagerDefinition": {
    api: ["amp", "AlertManagerDefinition"],
    operations: { updating: "PutAlertManagerDefinition" },
    id: idFrom("workspaceId"),
  },
};

function targetId(target: CreationContext): string {
  return target.text("targetId") || `terraform-${target.hex(26)}`;
}
