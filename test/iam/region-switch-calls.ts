import type { Call, Part } from "./calls";
import type { Stack } from "./stack";

/** ARC Region switch: its plan, the records, the groups that grow, and the database that is promoted and rebuilt. */
export const regionSwitch: Part = {
  name: "Region switch",
  role: /^region-switch-role$/,
  source: "https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch.html",
  calls: (stack) => [
    ...["GetPlan", "GetPlanExecution", "ListPlanExecutions"].map((action) => ({
      action: `arc-region-switch:${action}`,
      resource: "arn:aws:arc-region-switch::123456789012:plan/one:a1b2c3",
    })),
    ...["cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmHistory"].map((action) => ({
      action,
      resource: "*",
    })),
    { action: "autoscaling:DescribeAutoScalingGroups", resource: "*" },
    ...stack
      .arns("aws:route53/zone:Zone")
      .map((resource) => ({ action: "route53:ListResourceRecordSets", resource })),
    ...stack
      .arns("aws:s3/bucket:Bucket", /report/)
      .map((arn) => ({ action: "s3:PutObject", resource: `${arn}/executions/one` })),
    ...stack
      .arns("aws:iam/role:Role", /^region-switch-role$/)
      .map((resource) => ({ action: "iam:SimulatePrincipalPolicy", resource })),
    ...stack.regions.flatMap((region) => callsIn(stack, region)),
  ],
};

function callsIn(stack: Stack, region: string): readonly Call[] {
  const databases = stack.arnsIn(region, "aws:rds/instance:Instance", /-database-instance$/);
  return [
    ...stack
      .arnsIn(region, "aws:autoscaling/group:Group")
      .map((resource) => ({ action: "autoscaling:UpdateAutoScalingGroup", resource })),
    ...databases.flatMap((resource) =>
      ["PromoteReadReplica", "ModifyDBInstance", "DescribeDBInstances"].map((action) => ({
        action: `rds:${action}`,
        resource,
      })),
    ),
    ...(stack.rebuildsDatabases ? rebuilding(stack, region) : []),
  ];
}

/** A replica in the place of the old primary. */
function rebuilding(stack: Stack, region: string): readonly Call[] {
  const made = ["db:one", "pg:one", "og:one", "subgrp:one"].map(
    (name) => `arn:aws:rds:${region}:123456789012:${name}`,
  );
  return [
    ...made.map((resource) => ({ action: "rds:CreateDBInstanceReadReplica", resource })),
    { action: "rds:AddTagsToResource", resource: `arn:aws:rds:${region}:123456789012:db:one` },
    ...stack.keysIn(region).flatMap((resource) => [
      { action: "kms:DescribeKey", resource },
      { action: "kms:CreateGrant", resource, context: { "kms:GrantIsForAWSResource": "true" } },
    ]),
  ];
}
