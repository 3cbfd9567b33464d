import { creation, type RuleCase } from "../../../support/rule-case";

const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";
const subscription = "aws:sns/topicSubscription:TopicSubscription";
const topicIn = (region: string) => `arn:aws:sns:${region}:123456789012:alarms`;
const policyFor = (action: string, service = "s3.amazonaws.com") =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: action }] });
export const snsTopicCases: readonly RuleCase[] = [
  creation(
    "topic-policy-of-another-service",
    topicPolicy,
    { code: "InvalidParameter", quote: "Invalid parameter: Policy statement action out of service scope!" },
    { arn: topicIn("us-east-1"), policy: policyFor("sqs:SendMessage") },
    { arn: topicIn("us-east-1"), policy: policyFor("SNS:Publish") },
  ),
  creation(
    "subscription-of-a-topic-in-another-region",
    subscription,
    { code: "InvalidParameter", quote: "Invalid parameter: TopicArn" },
    { topic: topicIn("eu-west-1"), protocol: "email", endpoint: "a@example.com" },
    { topic: topicIn("us-east-1"), protocol: "email", endpoint: "a@example.com" },
  ),
  creation(
    "subscription-mail-address",
    subscription,
    { code: "InvalidParameter", quote: "Invalid parameter: Email address" },
    { topic: topicIn("us-east-1"), protocol: "email", endpoint: "on-call" },
    { topic: topicIn("us-east-1"), protocol: "email", endpoint: "on-call@example.com" },
  ),
];
