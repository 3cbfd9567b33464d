import type { Props } from "../../../../../rehearsal/cloud/wire";
import { types } from "../../../../../rehearsal/cloud/aws/rules/references";
import type { Aws } from "../../support/aws";
import { creation, type RuleCase } from "../../support/rule-case";
import type { World } from "../../support/world";

const hook = "aws:autoscaling/lifecycleHook:LifecycleHook";
const scheduledAction = "aws:autoscaling/schedule:Schedule";
const schedule = "aws:scheduler/schedule:Schedule";
const autoshift = "aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration";

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

const stop = (target: Props): Props => ({
  scheduleExpression: "cron(0 20 ? * MON-FRI *)",
  target: {
    arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance",
    input: '{"DbInstanceIdentifier":"orders"}',
    ...target,
  },
});

const scheduleOf = async (aws: Aws, service: string): Promise<unknown> => {
  const Statement = [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }];
  const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement });
  const role = await aws.create(types.role, { name: "night", assumeRolePolicy });
  return aws.create(schedule, stop({ roleArn: role.outputs["arn"] ?? null }));
};

const outcomeAlarms = [
  { alarmIdentifier: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a", type: "CLOUDWATCH" },
];
const shift = (more: Props): Props => ({
  resourceArn: "arn:aws:eks:us-east-1:123456789012:cluster/app",
  zonalAutoshiftStatus: "ENABLED",
  outcomeAlarms,
  ...more,
});

const autoshiftOf = async (aws: Aws, { subnetIds }: World, enableZonalShift: boolean): Promise<unknown> => {
  const front = await aws.create(types.loadBalancer, { name: "front", subnets: subnetIds, enableZonalShift });
  return aws.create(autoshift, shift({ resourceArn: front.id }));
};

export const operationCases: readonly RuleCase[] = [
  {
    rule: "auto-scaling-group-not-in-the-region",
    message: "AutoScalingGroup name not found - null",
    breaks: (aws) => hookOfAGroupIn(aws, "eu-west-1"),
    passes: (aws) => hookOfAGroupIn(aws, "us-east-1"),
  },
  creation(
    "lifecycle-hook-heartbeat",
    hook,
    "Heartbeat timeout must be between 30 and 7200 seconds",
    { ...farewell, heartbeatTimeout: 29 },
    { ...farewell, heartbeatTimeout: 30 },
  ),
  creation(
    "scheduled-action-below-its-minimum",
    scheduledAction,
    "Desired capacity must be greater than or equal to min size",
    { ...night, minSize: 3, maxSize: -1 },
    { ...night, minSize: 3, maxSize: -1, desiredCapacity: -1 },
  ),
  creation(
    "scheduled-action-recurrence",
    scheduledAction,
    "Given recurrence string: 0 20 ? * MON-FRI * is invalid",
    { ...night, recurrence: "0 20 ? * MON-FRI *" },
    { ...night, recurrence: "0 20 * * MON-FRI" },
  ),
  creation(
    "schedule-expression",
    schedule,
    "Invalid Schedule Expression cron(0 20 * * MON-FRI *).",
    { scheduleExpression: "cron(0 20 * * MON-FRI *)" },
    { scheduleExpression: "cron(0 20 ? * MON-FRI *)" },
  ),
  {
    rule: "schedule-role-trust",
    message: "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    breaks: (aws) => scheduleOf(aws, "events.amazonaws.com"),
    passes: (aws) => scheduleOf(aws, "scheduler.amazonaws.com"),
  },
  creation(
    "schedule-payload",
    schedule,
    "Invalid RequestJson provided. Reason Request payload is missing the following field(s): DbInstanceIdentifier.",
    stop({ input: '{"DBInstanceIdentifier":"orders"}' }),
    stop({}),
  ),
  creation(
    "autoshift-without-outcome-alarm",
    autoshift,
    "1 validation error detected: Value at 'outcomeAlarms' failed to satisfy constraint: Member must not be null",
    shift({ outcomeAlarms: null }),
    shift({}),
  ),
  creation(
    "autoshift-with-two-kinds-of-windows",
    autoshift,
    'Attribute "allowed_windows" cannot be specified when "blocked_windows" is specified',
    shift({ allowedWindows: ["Mon:09:00-Mon:17:00"], blockedWindows: ["Fri:16:00-Fri:23:59"] }),
    shift({ allowedWindows: ["Mon:09:00-Mon:17:00"] }),
  ),
  {
    rule: "autoshift-without-zonal-shift",
    message:
      "The resource <elasticloadbalancing loadbalancer in us-east-1> was not found; it is not a managed resource.",
    breaks: (aws, here) => autoshiftOf(aws, here, false),
    passes: (aws, here) => autoshiftOf(aws, here, true),
  },
];
