import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Extension } from "../../components/global/platform";

/** Seconds that the worker has for a batch. AWS asks for a visibility timeout of six times that. */
const timeoutSeconds = 30;

/** Messages that failed so often are put aside. */
const maxReceiveCount = 5;

const code = `exports.handler = async ({ Records }) => {
  for (const { messageId, body } of Records) console.log(JSON.stringify({ messageId, bytes: body.length }));
};`;

/**
 * A queue in each region to which the application may send, and a worker that empties it: AWS Lambda in the three zones of
 * the private subnets. Messages that keep failing go to a dead-letter queue, and an alarm tells of the first.
 */
export const queueAndWorker: Extension = ({ services }) => {
  for (const { region, app } of services) {
    const name = `${region.name}-jobs`;
    const within = { parent: region };
    const encrypted = { kmsMasterKeyId: region.keyArn, kmsDataKeyReusePeriodSeconds: 300 };
    const deadLetters = new aws.sqs.Queue(
      `${name}-dead-letters`,
      { ...encrypted, messageRetentionSeconds: 1_209_600 },
      within,
    );
    const queue = new aws.sqs.Queue(
      name,
      {
        ...encrypted,
        visibilityTimeoutSeconds: 6 * timeoutSeconds,
        redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount }),
      },
      within,
    );
    new aws.iam.RolePolicy(
      `${name}-send`,
      {
        role: app.roleName,
        policy: allow({
          "sqs:SendMessage": queue.arn,
          "kms:GenerateDataKey": region.keyArn,
          "kms:Decrypt": region.keyArn,
        }),
      },
      within,
    );

    const role = new aws.iam.Role(
      `${name}-worker`,
      { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) },
      within,
    );
    const permissions = [
      new aws.iam.RolePolicyAttachment(
        `${name}-network`,
        { role: role.name, policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole },
        within,
      ),
      new aws.iam.RolePolicy(
        `${name}-receive`,
        {
          role: role.name,
          policy: allow({
            "sqs:ReceiveMessage": queue.arn,
            "sqs:DeleteMessage": queue.arn,
            "sqs:GetQueueAttributes": queue.arn,
            "kms:Decrypt": region.keyArn,
          }),
        },
        within,
      ),
    ];
    const worker = new aws.lambda.Function(
      `${name}-worker`,
      {
        runtime: aws.lambda.Runtime.NodeJS22dX,
        handler: "index.handler",
        role: role.arn,
        timeout: timeoutSeconds,
        code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(code) }),
        vpcConfig: {
          subnetIds: region.network.privateSubnetIds,
          securityGroupIds: [region.firewall.securityGroupIds.app],
        },
      },
      { ...within, dependsOn: permissions },
    );
    new aws.lambda.EventSourceMapping(
      name,
      { eventSourceArn: queue.arn, functionName: worker.arn, batchSize: 10 },
      within,
    );

    new aws.cloudwatch.MetricAlarm(
      `${name}-dead-letters`,
      {
        alarmDescription: "A job failed for good; look at the dead-letter queue",
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: deadLetters.name },
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        treatMissingData: "notBreaching",
        alarmActions: [region.alarmTopicArn],
        okActions: [region.alarmTopicArn],
      },
      within,
    );
  }
};

/** An IAM policy that allows each action on its resource. */
function allow(actions: Readonly<Record<string, pulumi.Input<string>>>): pulumi.Output<string> {
  const Statement = Object.entries(actions).map(([Action, Resource]) => ({
    Effect: "Allow",
    Action,
    Resource,
  }));
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement });
}
