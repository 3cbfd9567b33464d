/** What buckets tell topics. */
import type { AwsChange, AwsRefusalRule } from "../../refusal-rule";
import { blocks, named, text } from "../../../values";
import { isInOtherRegion } from "../references";

const t = {
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
  bucketNotification: "aws:s3/bucketNotification:BucketNotification",
} as const;

export const bucketNotifications: readonly AwsRefusalRule[] = [
  {
    id: "bucket-notification-topic",
    types: [t.bucketNotification],
    when: "apply",
    code: "InvalidArgument",
    link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    refuse: (change) => {
      const topics = blocks(change.inputs["topics"]).map(({ topicArn }) => topicArn);
      return topics.some((arn) => isInOtherRegion(arn, change.region) || !mayPublish(change, text(arn)))
        ? "Unable to validate the following destination configurations"
        : undefined;
    },
  },
];

/** Whether S3 may: the policy that this account's topic has says so; of others nothing is known. */
function mayPublish({ account }: AwsChange, arn: string | undefined): boolean {
  if (arn === undefined || account.byArn(arn) === undefined) return true;
  return account
    .withId(t.topicPolicy, arn)
    .some(({ outputs }) => named(outputs["policy"]).includes('"s3.amazonaws.com"'));
}
