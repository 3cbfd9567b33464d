import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws } from "../../../support/aws";
import { creation, type RuleCase } from "../../../support/rule-case";

const databaseEvents = "aws:rds/eventSubscription:EventSubscription";
const topicIn = (region: string) => `arn:aws:sns:${region}:123456789012:alarms`;
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

export const databaseEventCases: readonly RuleCase[] = [
  creation(
    "database-event-category",
    databaseEvents,
    { code: "SubscriptionCategoryNotFound", quote: "The supplied category does not exist: availability" },
    { snsTopic: topicIn("us-east-1"), sourceType: "db-cluster", eventCategories: ["availability"] },
    { snsTopic: topicIn("us-east-1"), sourceType: "db-instance", eventCategories: ["availability"] },
  ),
  creation(
    "database-event-sources-without-type",
    databaseEvents,
    {
      code: "InvalidParameterCombination",
      quote: "Source type must be specified if source IDs are specified.",
    },
    { snsTopic: topicIn("us-east-1"), sourceIds: ["orders"] },
    { snsTopic: topicIn("us-east-1"), sourceIds: ["orders"], sourceType: "db-instance" },
  ),
  {
    rule: "database-event-source-in-another-region",
    expected: { code: "SourceNotFound", quote: "Source orders not found." },
    breaks: (aws) => eventsOfADatabaseIn(aws, "eu-west-1"),
    passes: (aws) => eventsOfADatabaseIn(aws, "us-east-1"),
  },
  creation(
    "database-event-topic-in-another-region",
    databaseEvents,
    {
      code: "SNSInvalidTopic",
      quote: "SNS has responded that there is a problem with the SNS topic specified.",
    },
    { snsTopic: topicIn("eu-west-1") },
    { snsTopic: topicIn("us-east-1") },
  ),
];
