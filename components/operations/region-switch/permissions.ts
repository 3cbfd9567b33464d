import * as pulumi from "@pulumi/pulumi";
import { parseArn, siblingArn } from "../../aws/arn";
import type { SwitchedRegion } from "./region";

export interface PermissionsArgs {
  readonly regions: readonly SwitchedRegion[];
  readonly hostedZoneArn: pulumi.Input<string>;
  readonly reportsArn: pulumi.Input<string>;
  readonly rebuild: "after-recovery" | "by-hand";
}

/**
 * What each block of the plan needs, on the resources that it names and in their regions.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/security_iam_region_switch_execution_blocks.html
 */
export function permissions(args: PermissionsArgs): object[] {
  const databases = args.regions.filter(({ databaseArn }) => databaseArn !== undefined);
  return [
    ...plan(args),
    traffic(args),
    ...capacity(args),
    ...(databases.length > 0 ? promotion(databases) : []),
    ...(databases.length > 0 && args.rebuild === "after-recovery" ? rebuild(databases) : []),
  ];
}

const allow = (Sid: string, Action: string | string[], Resource: unknown, more: object = {}): object => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

const sibling = (arn: pulumi.Input<string>, service: string, resource: string): pulumi.Output<string> =>
  pulumi.output(arn).apply((text) => siblingArn(text, service, resource));

/** The plan itself, the alarms that start it, and what it reports. */
function plan({ regions, reportsArn }: PermissionsArgs): object[] {
  const plans = regions.slice(0, 1).map(({ keyArn }) =>
    pulumi.output(keyArn).apply((text) => {
      const { partition, account } = parseArn(text);
      return `arn:${partition}:arc-region-switch::${account}:plan/*`;
    }),
  );
  return [
    allow(
      "Plan",
      [
        "arc-region-switch:GetPlan",
        "arc-region-switch:GetPlanExecution",
        "arc-region-switch:ListPlanExecutions",
      ],
      plans,
    ),
    // Composite alarms are described with all alarms in scope, or not at all.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
    allow("SeeAlarms", ["cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmHistory"], "*"),
    allow("Report", "s3:PutObject", pulumi.interpolate`${reportsArn}/*`),
  ];
}

/** The health checks are ARC's own: a plan only has to see which record is which region's. */
function traffic({ hostedZoneArn }: PermissionsArgs): object {
  return allow("SeeRecords", "route53:ListResourceRecordSets", hostedZoneArn);
}

function capacity({ regions }: PermissionsArgs): object[] {
  const groups = regions.flatMap(({ autoScalingGroupArns }) => autoScalingGroupArns);
  if (groups.length === 0) return [];
  return [
    allow("Grow", "autoscaling:UpdateAutoScalingGroup", groups),
    // It knows no resources.
    allow("SeeGroups", "autoscaling:DescribeAutoScalingGroups", "*"),
  ];
}

function promotion(regions: readonly SwitchedRegion[]): object[] {
  const databases = regions.flatMap(({ databaseArn }) => databaseArn ?? []);
  return [
    allow("Promote", ["rds:PromoteReadReplica", "rds:ModifyDBInstance"], databases),
    allow(
      "SeeDatabases",
      "rds:DescribeDBInstances",
      databases.map((arn) => sibling(arn, "rds", "db:*")),
    ),
  ];
}

/** The old primary is renamed and kept; a replica of the new one takes its name, groups and key. */
function rebuild(regions: readonly SwitchedRegion[]): object[] {
  const databases = regions.flatMap(({ databaseArn }) => databaseArn ?? []);
  const made = ["db:*", "pg:*", "og:*", "subgrp:*"];
  return [
    allow(
      "MakeReplica",
      ["rds:CreateDBInstanceReadReplica", "rds:AddTagsToResource"],
      databases.flatMap((arn) => made.map((resource) => sibling(arn, "rds", resource))),
    ),
    allow(
      "SeeKeys",
      "kms:DescribeKey",
      regions.map(({ keyArn }) => keyArn),
    ),
    // Apart from the other: only a request for a grant has this key, and one without it would be refused.
    allow(
      "EncryptReplica",
      "kms:CreateGrant",
      regions.map(({ keyArn }) => keyArn),
      { Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } },
    ),
  ];
}
