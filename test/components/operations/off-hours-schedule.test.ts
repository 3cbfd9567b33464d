import { describe, expect, test } from "@jest/globals";
import {
  OffHoursSchedule,
  type OffHoursScheduleArgs,
} from "../../../components/operations/off-hours-schedule";
import { record, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const actionType = "aws:autoscaling/schedule:Schedule";
const scheduleType = "aws:scheduler/schedule:Schedule";
const muteType = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule";

const args: OffHoursScheduleArgs = {
  startAt: "06:00",
  stopAt: "20:00",
  timezone: "Europe/Berlin",
  days: "MON-FRI",
  groups: { blue: { name: "app-group", minInstances: 3 } },
};

const database = { identifier: "orders", arn: "arn:aws:rds:eu-west-1:123456789012:db:orders" };

const schedule = (more: Partial<OffHoursScheduleArgs> = {}): Promise<Recording<OffHoursSchedule>> =>
  record(() => new OffHoursSchedule("eu-west-1-off-hours", { ...args, ...more }));

describe("OffHoursSchedule", () => {
  test("stops a group in the evening and starts it at its minimum in the morning", async () => {
    const run = await schedule();
    expect(run.counts()).toEqual({ "standfast:operations:OffHoursSchedule": 1, [actionType]: 2 });
    const common = { autoscalingGroupName: "app-group", timeZone: "Europe/Berlin", maxSize: -1 };
    expect(run.recorded(actionType).map(({ inputs }) => inputs)).toEqual([
      {
        ...common,
        scheduledActionName: "eu-west-1-off-hours-stop-blue",
        recurrence: "0 20 * * 1,2,3,4,5",
        minSize: 0,
        desiredCapacity: 0,
      },
      {
        ...common,
        scheduledActionName: "eu-west-1-off-hours-start-blue",
        recurrence: "0 6 * * 1,2,3,4,5",
        minSize: 3,
        desiredCapacity: 3,
      },
    ]);
  });

  test("stops every colour", async () => {
    const run = await schedule({
      groups: { ...args.groups, green: { name: "green-group", minInstances: 3 } },
    });
    expect(run.recorded(actionType).map(({ inputs }) => inputs["autoscalingGroupName"] as string)).toEqual([
      "app-group",
      "app-group",
      "green-group",
      "green-group",
    ]);
  });

  test("stops and starts the database by calls of RDS, in the SDK's spelling", async () => {
    const run = await schedule({ database });
    expect(run.counts()).toMatchObject({ [scheduleType]: 2, "aws:iam/role:Role": 1 });
    const target = (operation: string) => ({
      arn: `arn:aws:scheduler:::aws-sdk:rds:${operation}DBInstance`,
      roleArn: "arn:aws:mock:::eu-west-1-off-hours-database-role",
      input: '{"DbInstanceIdentifier":"orders"}',
      retryPolicy: { maximumRetryAttempts: 12, maximumEventAgeInSeconds: 3600 },
    });
    const common = { scheduleExpressionTimezone: "Europe/Berlin", flexibleTimeWindow: { mode: "OFF" } };
    expect(run.recorded(scheduleType).map(({ inputs }) => inputs)).toEqual([
      { ...common, scheduleExpression: "cron(0 20 ? * MON,TUE,WED,THU,FRI *)", target: target("stop") },
      { ...common, scheduleExpression: "cron(0 6 ? * MON,TUE,WED,THU,FRI *)", target: target("start") },
    ]);
  });

  test("lets the scheduler of this account touch that database alone", async () => {
    const run = await schedule({ database });
    expect(JSON.parse(run.one("aws:iam/role:Role").inputs["assumeRolePolicy"] as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowAssumeRole",
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "scheduler.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
    expect(JSON.parse(run.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"] as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["rds:StopDBInstance", "rds:StartDBInstance"],
          Resource: database.arn,
        },
      ],
    });
    expect(run.recorded(scheduleType).map(({ dependencies }) => dependencies)).toEqual([
      expect.arrayContaining(["eu-west-1-off-hours-database-policy"]),
      expect.arrayContaining(["eu-west-1-off-hours-database-policy"]),
    ]);
  });

  test("mutes the alarms from each stop until ninety minutes after the next start", async () => {
    const run = await schedule({ alarmNames: ["node-down", "all-down"] });
    expect(run.recorded(muteType).map(({ name, inputs }) => [name, inputs])).toEqual([
      [
        "eu-west-1-off-hours-mute-mon-tue-wed-thu",
        {
          muteTargets: { alarmNames: ["node-down", "all-down"] },
          rule: {
            schedule: {
              expression: "cron(0 20 * * MON,TUE,WED,THU)",
              timezone: "Europe/Berlin",
              duration: "PT690M",
            },
          },
        },
      ],
      [
        "eu-west-1-off-hours-mute-fri",
        {
          muteTargets: { alarmNames: ["node-down", "all-down"] },
          rule: {
            schedule: { expression: "cron(0 20 * * FRI)", timezone: "Europe/Berlin", duration: "PT3570M" },
          },
        },
      ],
    ]);
  });

  test("refuses hours that make no sense", async () => {
    await expect(schedule({ startAt: "21:00" })).rejects.toThrow(
      "startAt must be before stopAt, got 21:00 and 20:00; swap or correct them",
    );
  });

  test("uses the provider of its component", async () => {
    const whole = { ...args, database, alarmNames: ["node-down"] };
    expect(await strayResources((opts) => new OffHoursSchedule("off-hours", whole, opts))).toEqual([]);
  });
});
