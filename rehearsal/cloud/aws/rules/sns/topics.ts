/** Topics of SNS, and who is told. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { blocks, json, text, texts } from "../../../values";
import { isInOtherRegion } from "../references";

const t = {
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
} as const;

const sns = (operation: string) => `https://docs.aws.amazon.com/sns/latest/api/API_${operation}.html`;

export const snsTopics: readonly AwsRefusalRule[] = [
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
      isInOtherRegion(inputs["topic"], region) ? "Invalid parameter: TopicArn" : undefined,
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
];
