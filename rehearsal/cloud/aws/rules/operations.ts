/** Lifecycle hooks, scheduled actions, EventBridge Scheduler and zonal autoshift. */
import { isObject, UNKNOWN, type Props, type Value } from "../../wire";
import type { Rule } from "../rule";
import { docs } from "./documentation";
import { block, here, isKnown, isSet, number, output, text, texts, types } from "./references";

const t = {
  hook: "aws:autoscaling/lifecycleHook:LifecycleHook",
  scheduledAction: "aws:autoscaling/schedule:Schedule",
  scalingPolicy: "aws:autoscaling/policy:Policy",
  schedule: "aws:scheduler/schedule:Schedule",
  autoshift: "aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration",
} as const;

const createSchedule = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html";
const practiceRun =
  "https://docs.aws.amazon.com/arc-zonal-shift/latest/api/API_PracticeRunConfiguration.html";

/** Fields of requests that a schedule must send, by the API that it calls. */
const payloadFields: Readonly<Record<string, readonly string[]>> = {
  "rds:startDBInstance": ["DbInstanceIdentifier"],
  "rds:stopDBInstance": ["DbInstanceIdentifier"],
};

export const operations: readonly Rule[] = [
  {
    id: "auto-scaling-group-not-in-the-region",
    types: [t.hook, t.scheduledAction, t.scalingPolicy],
    when: "apply",
    code: "ValidationError",
    link: docs.autoScaling("PutLifecycleHook"),
    refuse: (change) => {
      const name = text(change.inputs["autoscalingGroupName"]);
      if (name === undefined || here(change, types.autoScalingGroup, name)) return undefined;
      // What nobody in this account made may have been there before.
      return change.account.withId(types.autoScalingGroup, name).length > 0
        ? "AutoScalingGroup name not found - null"
        : undefined;
    },
  },
  {
    id: "lifecycle-hook-heartbeat",
    types: [t.hook],
    when: "apply",
    code: "ValidationError",
    link: docs.autoScaling("PutLifecycleHook"),
    refuse: ({ inputs }) => {
      const seconds = number(inputs["heartbeatTimeout"]);
      return seconds === undefined || (seconds >= 30 && seconds <= 7200)
        ? undefined
        : "Heartbeat timeout must be between 30 and 7200 seconds";
    },
  },
  {
    id: "scheduled-action-below-its-minimum",
    types: [t.scheduledAction],
    when: "apply",
    code: "ValidationError",
    link: docs.autoScaling("PutScheduledUpdateGroupAction"),
    refuse: ({ inputs }) => {
      // The provider sends 0 for what is left out, and nothing for -1.
      const [least, desired] = ["minSize", "desiredCapacity"].map((size) => number(inputs[size] ?? 0));
      if (least === undefined || desired === undefined || least < 0 || desired < 0) return undefined;
      return desired < least ? "Desired capacity must be greater than or equal to min size" : undefined;
    },
  },
  {
    id: "scheduled-action-recurrence",
    types: [t.scheduledAction],
    when: "apply",
    code: "ValidationError",
    link: docs.autoScaling("PutScheduledUpdateGroupAction"),
    refuse: ({ inputs }) => {
      const recurrence = text(inputs["recurrence"]);
      return recurrence === undefined || isUnixCron(recurrence)
        ? undefined
        : `Given recurrence string: ${recurrence} is invalid`;
    },
  },
  {
    id: "schedule-expression",
    types: [t.schedule],
    when: "apply",
    code: "ValidationException",
    link: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    refuse: ({ inputs }) => {
      const expression = text(inputs["scheduleExpression"]);
      return expression === undefined || isScheduleExpression(expression)
        ? undefined
        : `Invalid Schedule Expression ${expression}.`;
    },
  },
  {
    id: "schedule-role-trust",
    types: [t.schedule],
    when: "apply",
    code: "ValidationException",
    link: createSchedule,
    refuse: ({ account, inputs }) => {
      const role = account.byArn(text(block(inputs["target"])["roleArn"]) ?? "");
      const trust = output(role, "assumeRolePolicy");
      return trust === undefined || trust.includes('"scheduler.amazonaws.com"')
        ? undefined
        : "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.";
    },
  },
  {
    id: "schedule-payload",
    types: [t.schedule],
    when: "apply",
    code: "ValidationException",
    link: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html",
    refuse: ({ inputs }) => {
      const { arn, input } = block(inputs["target"]);
      const needed = payloadFields[(text(arn) ?? "").replace("arn:aws:scheduler:::aws-sdk:", "")] ?? [];
      if (input === UNKNOWN) return undefined;
      const sent = payload(input);
      const missing = needed.filter((field) => sent[field] === undefined);
      return missing.length === 0
        ? undefined
        : `Invalid RequestJson provided. Reason Request payload is missing the following field(s): ${missing.join(", ")}.`;
    },
  },
  {
    id: "autoshift-without-outcome-alarm",
    types: [t.autoshift],
    when: "apply",
    code: "ValidationException",
    link: practiceRun,
    refuse: ({ inputs }) =>
      isSet(inputs["outcomeAlarms"])
        ? undefined
        : "1 validation error detected: Value at 'outcomeAlarms' failed to satisfy constraint: Member must not be null",
  },
  {
    id: "autoshift-with-two-kinds-of-windows",
    types: [t.autoshift],
    when: "plan",
    property: "allowedWindows",
    link: practiceRun,
    refuse: ({ inputs }) =>
      texts(inputs["allowedWindows"]).length > 0 && texts(inputs["blockedWindows"]).length > 0
        ? 'Attribute "allowed_windows" cannot be specified when "blocked_windows" is specified'
        : undefined,
  },
  {
    id: "autoshift-without-zonal-shift",
    types: [t.autoshift],
    when: "apply",
    code: "ResourceNotFoundException",
    link: "https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.resource-types.app-load-balancers.html",
    refuse: ({ account, inputs }) => {
      const resourceArn = text(inputs["resourceArn"]) ?? "";
      const resource = account.byArn(resourceArn);
      if (resource?.type !== types.loadBalancer) return undefined;
      const { enableZonalShift } = resource.outputs;
      return enableZonalShift === true || (isSet(enableZonalShift) && !isKnown(enableZonalShift))
        ? undefined
        : `The resource ${resourceArn} was not found; it is not a managed resource.`;
    },
  },
];

/** Five fields of numbers, names, stars, lists, ranges and steps. */
function isUnixCron(expression: string): boolean {
  const fields = expression.split(" ");
  return fields.length === 5 && fields.every((field) => /^[\w*/,-]+$/.test(field));
}

/** Six fields of which exactly one of the two kinds of day is open, or another form of the scheduler. */
function isScheduleExpression(expression: string): boolean {
  const cron = /^cron\((.+)\)$/.exec(expression)?.[1];
  if (cron === undefined) {
    return /^(rate\(\d+ (minute|hour|day)s?\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/.test(expression);
  }
  const fields = cron.split(" ");
  return fields.length === 6 && (fields[2] === "?") !== (fields[4] === "?");
}

function payload(input: Value | undefined): Props {
  try {
    const parsed = JSON.parse(text(input) ?? "{}") as Value;
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
