/** Topics, and what publishes to them beside alarms: RDS, S3 and EventBridge. */
import type { Value } from "../../wire";
import type { Change, Rule } from "../rule";
import { docs } from "./documentation";
import { json } from "./observability-documents";
import { blocks, named, regionOfArn, text, texts, types } from "./references";

const t = {
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  eventRule: "aws:cloudwatch/eventRule:EventRule",
  databaseEvents: "aws:rds/eventSubscription:EventSubscription",
  bucketNotification: "aws:s3/bucketNotification:BucketNotification",
} as const;

const sns = (operation: string) => `https://docs.aws.amazon.com/sns/latest/api/API_${operation}.html`;

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html */
const eventCategories: Readonly<Record<string, readonly string[]>> = {
  "db-instance": [
    "availability",
    "backup",
    "configuration change",
    "creation",
    "deletion",
    "failover",
    "failure",
    "low storage",
    "maintenance",
    "notification",
    "read replica",
    "recovery",
    "restoration",
    "security",
    "security patching",
  ],
  "db-cluster": [
    "configuration change",
    "creation",
    "deletion",
    "failover",
    "failure",
    "global-failover",
    "maintenance",
    "migration",
    "notification",
    "serverless",
  ],
};

export const events: readonly Rule[] = [
  {
    id: "topic-policy-of-another-service",
    types: [t.topicPolicy],
    when: "apply",
    code: "InvalidParameter",
    link: sns("SetTopicAttributes"),
    refuse: ({ inputs }) => {
      const statements = blocks(json(inputs["policy"])["Statement"]);
      const named = statements.flatMap(({ Action }) =>
        typeof Action === "string" ? [Action] : texts(Action),
      );
      return named.some((action) => !/^(sns:|\*$)/i.test(action))
        ? "Invalid parameter: Policy statement action out of service scope!"
        : undefined;
    },
  },
  {
    id: "subscription-of-a-topic-in-another-region",
    types: [t.subscription],
    when: "apply",
    code: "InvalidParameter",
    link: sns("Subscribe"),
    refuse: ({ inputs, region }) =>
      isElsewhere(inputs["topic"], region) ? "Invalid parameter: TopicArn" : undefined,
  },
  {
    id: "subscription-mail-address",
    types: [t.subscription],
    when: "apply",
    code: "InvalidParameter",
    link: sns("Subscribe"),
    refuse: ({ inputs }) => {
      const endpoint = text(inputs["endpoint"]);
      if (inputs["protocol"] !== "email" || endpoint === undefined) return undefined;
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(endpoint) ? undefined : "Invalid parameter: Email address";
    },
  },
  {
    id: "database-event-category",
    types: [t.databaseEvents],
    when: "apply",
    code: "SubscriptionCategoryNotFound",
    link: docs.rds("CreateEventSubscription"),
    refuse: ({ inputs }) => {
      const known = eventCategories[named(inputs["sourceType"])];
      const unknown = known && texts(inputs["eventCategories"]).find((category) => !known.includes(category));
      return unknown && `The supplied category does not exist: ${unknown}`;
    },
  },
  {
    id: "database-event-sources-without-type",
    types: [t.databaseEvents],
    when: "apply",
    code: "InvalidParameterCombination",
    link: docs.rds("CreateEventSubscription"),
    refuse: ({ inputs }) =>
      texts(inputs["sourceIds"]).length > 0 && (inputs["sourceType"] ?? null) === null
        ? "Source type must be specified if source IDs are specified."
        : undefined,
  },
  {
    id: "database-event-source-in-another-region",
    types: [t.databaseEvents],
    when: "apply",
    code: "SourceNotFound",
    link: docs.rds("CreateEventSubscription"),
    refuse: ({ account, inputs, region }) => {
      if (inputs["sourceType"] !== "db-instance") return undefined;
      const foreign = texts(inputs["sourceIds"]).find((id) => {
        const found = account.having(types.dbInstance, "identifier", id);
        return found.length > 0 && found.every((instance) => instance.region !== region);
      });
      return foreign && `Source ${foreign} not found.`;
    },
  },
  {
    id: "database-event-topic-in-another-region",
    types: [t.databaseEvents],
    when: "apply",
    code: "SNSInvalidTopic",
    link: docs.rds("CreateEventSubscription"),
    refuse: ({ inputs, region }) =>
      isElsewhere(inputs["snsTopic"], region)
        ? "SNS has responded that there is a problem with the SNS topic specified."
        : undefined,
  },
  {
    id: "bucket-notification-topic",
    types: [t.bucketNotification],
    when: "apply",
    code: "InvalidArgument",
    link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    refuse: (change) => {
      const topics = blocks(change.inputs["topics"]).map(({ topicArn }) => topicArn);
      return topics.some((arn) => isElsewhere(arn, change.region) || !mayPublish(change, text(arn)))
        ? "Unable to validate the following destination configurations"
        : undefined;
    },
  },
  {
    id: "event-pattern",
    types: [t.eventRule],
    when: "apply",
    code: "InvalidEventPatternException",
    link: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html",
    refuse: ({ inputs }) => {
      const plain = Object.entries(json(inputs["eventPattern"])).find(
        ([, value]) => typeof value !== "object",
      );
      return plain && `Event pattern is not valid. Reason: "${plain[0]}" must be an object or an array`;
    },
  },
];

function isElsewhere(arn: Value | undefined, region: string): boolean {
  const other = regionOfArn(arn);
  return other !== undefined && other !== region;
}

/** Whether S3 may: the policy that this account's topic has says so; of others nothing is known. */
function mayPublish({ account }: Change, arn: string | undefined): boolean {
  if (arn === undefined || account.byArn(arn) === undefined) return true;
  return account
    .withId(t.topicPolicy, arn)
    .some(({ outputs }) => named(outputs["policy"]).includes('"s3.amazonaws.com"'));
}
