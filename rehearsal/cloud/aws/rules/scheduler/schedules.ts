/** Schedules of EventBridge Scheduler. */
import { isObject, UNKNOWN, type Props, type Value } from "../../../wire";
import type { AwsRefusalRule } from "../../refusal-rule";
import { block, text } from "../../../values";
import { output } from "../references";

const t = {
  schedule: "aws:scheduler/schedule:Schedule",
} as const;

const createSchedule = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html";
/** Fields of requests that a schedule must send, by the API that it calls. */
const payloadFields: Readonly<Record<string, readonly string[]>> = {
  "rds:startDBInstance": ["DbInstanceIdentifier"],
  "rds:stopDBInstance": ["DbInstanceIdentifier"],
};

export const schedules: readonly AwsRefusalRule[] = [
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
];

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
