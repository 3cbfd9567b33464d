"use strict";
/** A function that an alarm of its own region starts. */
const { aws, roleOf } = require("./platform");

/** @param actions what it may do beside writing logs */
function startedByAlarm(name, { opts, region }, actions) {
  const role = roleOf(name, "lambda.amazonaws.com", opts);
  new aws.iam.RolePolicy(
    name,
    {
      role: role.id,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
      }),
    },
    opts,
  );
  const mover = new aws.lambda.Function(
    name,
    {
      role: role.arn,
      packageType: "Image",
      imageUri: `123456789012.dkr.ecr.${region}.amazonaws.com/${name}:1.0.0`,
      architectures: ["arm64"],
    },
    opts,
  );
  new aws.cloudwatch.MetricAlarm(
    `${name}-lost`,
    {
      namespace: "Shop",
      metricName: "OtherRegionAnswers",
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 2,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
      alarmActions: [mover.arn],
    },
    opts,
  );
}

module.exports = { startedByAlarm };
