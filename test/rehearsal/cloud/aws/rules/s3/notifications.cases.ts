import type { Aws } from "../../../support/aws";
import { type RuleCase } from "../../../support/rule-case";

const topic = "aws:sns/topic:Topic";
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";
const notification = "aws:s3/bucketNotification:BucketNotification";
const policyFor = (action: string, service = "s3.amazonaws.com") =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: action }] });
const notifyTopicThat = async (aws: Aws, service: string): Promise<unknown> => {
  const { id } = await aws.create(topic, {});
  await aws.create(topicPolicy, { arn: id, policy: policyFor("sns:Publish", service) });
  return aws.create(notification, { bucket: "objects", topics: [{ topicArn: id, events: [] }] });
};

export const bucketNotificationCases: readonly RuleCase[] = [
  {
    rule: "bucket-notification-topic",
    expected: {
      code: "InvalidArgument",
      quote: "Unable to validate the following destination configurations",
    },
    breaks: (aws) => notifyTopicThat(aws, "events.amazonaws.com"),
    passes: (aws) => notifyTopicThat(aws, "s3.amazonaws.com"),
  },
];
