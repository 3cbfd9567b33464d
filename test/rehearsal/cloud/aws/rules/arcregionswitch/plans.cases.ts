import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws } from "../../../support/aws";
import { creation, type RuleCase } from "../../../support/rule-case";

const refused = { code: "ValidationException" };
const database = (region: string) => `arn:aws:rds:${region}:123456789012:db:shop`;
const promote = (dbInstanceArnMap: Props): Props => ({
  name: "promote",
  executionBlockType: "RdsPromoteReadReplica",
  rdsPromoteReadReplicaConfigs: [{ dbInstanceArnMap }],
});
const both = { "us-east-1": database("us-east-1"), "eu-west-1": database("eu-west-1") };
const activate = (steps: readonly Props[], more: Props = {}): Props => ({
  workflowTargetAction: "activate",
  steps: [...steps],
  ...more,
});
const plan = (more: Props): Props => ({
  name: "shop",
  executionRole: "arn:aws:iam::123456789012:role/elsewhere",
  recoveryApproach: "activePassive",
  regions: ["us-east-1", "eu-west-1"],
  workflows: [activate([promote(both)])],
  ...more,
});
const replica: Props = {
  name: "rebuild",
  executionBlockType: "RdsCreateCrossRegionReplica",
  rdsCreateCrossRegionReadReplicaConfigs: [{ dbInstanceArnMap: both }],
};
const approve: Props = {
  name: "approve",
  executionBlockType: "ManualApproval",
  executionApprovalConfigs: [{ approvalRole: "arn:aws:iam::123456789012:role/approver" }],
};
const beside = (steps: readonly Props[]): Props => ({
  name: "all",
  executionBlockType: "Parallel",
  parallelConfigs: [{ steps: [...steps] }],
});
const triggered = (...names: readonly string[]): Props => ({
  associatedAlarms: [
    { mapBlockKey: "lost", alarmType: "trigger", resourceIdentifier: "arn:aws:cloudwatch:a" },
  ],
  triggers: [
    {
      action: "activate",
      targetRegion: "eu-west-1",
      minDelayMinutesBetweenExecutions: 60,
      conditions: names.map((associatedAlarmName) => ({ associatedAlarmName, condition: "red" })),
    },
  ],
});
const withRole = async (aws: Aws, service: string): Promise<unknown> => {
  const role = await aws.create(types.role, {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
    }),
  });
  return aws.create(types.regionSwitchPlan, plan({ executionRole: role.outputs["arn"] ?? "" }));
};

const of = (rule: string, bad: Props, good: Props): RuleCase =>
  creation(rule, types.regionSwitchPlan, refused, plan(bad), plan(good));

export const regionSwitchPlanCases: readonly RuleCase[] = [
  of("region-switch-two-regions", { regions: ["us-east-1", "eu-west-1", "us-west-2"] }, {}),
  of(
    "region-switch-name",
    { name: "a-name-that-is-longer-than-thirty-two" },
    { name: "a-name-that-is-thirty-two-long-x" },
  ),
  of(
    "region-switch-workflow-for-each-region",
    { workflows: [activate([promote(both)], { workflowTargetRegion: "eu-west-1" })] },
    {
      workflows: [
        activate([promote(both)], { workflowTargetRegion: "eu-west-1" }),
        activate([promote(both)], { workflowTargetRegion: "us-east-1" }),
      ],
    },
  ),
  of(
    "region-switch-block-without-configuration",
    { workflows: [activate([beside([{ name: "grow", executionBlockType: "EC2AutoScaling" }])])] },
    { workflows: [activate([beside([approve])])] },
  ),
  of(
    "region-switch-replica-after-recovery-only",
    { workflows: [activate([promote(both), replica])] },
    { workflows: [activate([promote(both)]), { workflowTargetAction: "postRecovery", steps: [replica] }] },
  ),
  of(
    "region-switch-promotion-in-active-passive-only",
    { recoveryApproach: "activeActive" },
    { recoveryApproach: "activeActive", workflows: [activate([approve])] },
  ),
  of(
    "region-switch-database-of-each-region",
    {
      workflows: [
        activate([promote({ "us-east-1": database("us-east-1"), "eu-west-1": database("us-east-1") })]),
      ],
    },
    {},
  ),
  of("region-switch-trigger-without-alarm", triggered("lost", "unheard-of"), triggered("lost")),
  {
    rule: "region-switch-role-not-assumable",
    expected: { code: "AccessDeniedException" },
    breaks: (aws) => withRole(aws, "ec2.amazonaws.com"),
    passes: (aws) => withRole(aws, "arc-region-switch.amazonaws.com"),
  },
];
