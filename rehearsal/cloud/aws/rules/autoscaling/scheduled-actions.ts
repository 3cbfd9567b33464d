/** Lifecycle hooks and scheduled actions of Auto Scaling groups. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { number, text } from "../../../values";
import { types } from "../../type-tokens";
import { here } from "../references";

const t = {
  hook: "aws:autoscaling/lifecycleHook:LifecycleHook",
  scheduledAction: "aws:autoscaling/schedule:Schedule",
  scalingPolicy: "aws:autoscaling/policy:Policy",
} as const;

export const scheduledActions: readonly AwsRefusalRule[] = [
  {
    id: "auto-scaling-group-not-in-the-region",
    types: [t.hook, t.scheduledAction, t.scalingPolicy],
    when: "apply",
    code: "ValidationError",
    link: docs.autoScaling("PutLifecycleHook"),
    refuse: (change) => {
      const name = text(change.inputs["autoscalingGroupName"]);
      if (name === undefined || here(change, types.autoScalingGroup, name)) return undefined;
      // What this account did not make may have been there before.
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
      const [min, desired] = ["minSize", "desiredCapacity"].map((size) => number(inputs[size] ?? 0));
      if (min === undefined || desired === undefined || min < 0 || desired < 0) return undefined;
      return desired < min ? "Desired capacity must be greater than or equal to min size" : undefined;
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
];

/** Five fields of numbers, names, stars, lists, ranges and steps. */
function isUnixCron(expression: string): boolean {
  const fields = expression.split(" ");
  return fields.length === 5 && fields.every((field) => /^[\w*/,-]+$/.test(field));
}
