/** Event subscriptions of RDS. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { named, texts } from "../../../values";
import { types } from "../../type-tokens";
import { isInOtherRegion } from "../references";

const t = {
  databaseEvents: "aws:rds/eventSubscription:EventSubscription",
} as const;

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

export const databaseEvents: readonly AwsRefusalRule[] = [
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
      isInOtherRegion(inputs["snsTopic"], region)
        ? "SNS has responded that there is a problem with the SNS topic specified."
        : undefined,
  },
];
