import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws } from "../../../support/aws";
import { creation, type RuleCase } from "../../../support/rule-case";

const hook = "aws:autoscaling/lifecycleHook:LifecycleHook";
const scheduledAction = "aws:autoscaling/schedule:Schedule";

const farewell = { autoscalingGroupName: "app", lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING" };
const night = { autoscalingGroupName: "app", scheduledActionName: "night", recurrence: "0 20 * * 1,2,3,4,5" };

const hookOfAGroupIn = async (aws: Aws, region: string): Promise<unknown> => {
  await aws.create(types.autoScalingGroup, {
    name: "app",
    minSize: 1,
    maxSize: 1,
    launchConfiguration: "app",
  });
  return aws.create(hook, farewell, { region });
};

export const scheduledActionCases: readonly RuleCase[] = [
  {
    rule: "auto-scaling-group-not-in-the-region",
    expected: { code: "ValidationError", quote: "AutoScalingGroup name not found - null" },
    breaks: (aws) => hookOfAGroupIn(aws, "eu-west-1"),
    passes: (aws) => hookOfAGroupIn(aws, "us-east-1"),
  },
  creation(
    "lifecycle-hook-heartbeat",
    hook,
    { code: "ValidationError" },
    { ...farewell, heartbeatTimeout: 29 },
    { ...farewell, heartbeatTimeout: 30 },
  ),
  creation(
    "scheduled-action-below-its-minimum",
    scheduledAction,
    { code: "ValidationError" },
    { ...night, minSize: 3, maxSize: -1 },
    { ...night, minSize: 3, maxSize: -1, desiredCapacity: -1 },
  ),
  creation(
    "scheduled-action-recurrence",
    scheduledAction,
    { code: "ValidationError", quote: "Given recurrence string: 0 20 ? * MON-FRI * is invalid" },
    { ...night, recurrence: "0 20 ? * MON-FRI *" },
    { ...night, recurrence: "0 20 * * MON-FRI" },
  ),
];
