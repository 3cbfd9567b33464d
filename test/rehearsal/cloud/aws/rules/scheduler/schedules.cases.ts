import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws } from "../../../support/aws";
import { creation, type RuleCase } from "../../../support/rule-case";

const schedule = "aws:scheduler/schedule:Schedule";

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

export const scheduleCases: readonly RuleCase[] = [
  creation(
    "schedule-expression",
    schedule,
    { code: "ValidationException", quote: "Invalid Schedule Expression cron(0 20 * * MON-FRI *)." },
    { scheduleExpression: "cron(0 20 * * MON-FRI *)" },
    { scheduleExpression: "cron(0 20 ? * MON-FRI *)" },
  ),
  {
    rule: "schedule-role-trust",
    expected: {
      code: "ValidationException",
      quote: "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    },
    breaks: (aws) => scheduleOf(aws, "events.amazonaws.com"),
    passes: (aws) => scheduleOf(aws, "scheduler.amazonaws.com"),
  },
  creation(
    "schedule-payload",
    schedule,
    {
      code: "ValidationException",
      quote:
        "Invalid RequestJson provided. Reason Request payload is missing the following field(s): DbInstanceIdentifier.",
    },
    stop({ input: '{"DBInstanceIdentifier":"orders"}' }),
    stop({}),
  ),
];
