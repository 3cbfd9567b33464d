import { describe, expect, test } from "@jest/globals";
import { ZonalAutoshift, type ZonalAutoshiftArgs } from "../../../components/operations/zonal-autoshift";
import { record, type Recording } from "../../support/mocks";

const type = "aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration";

const autoshift = (more: Partial<ZonalAutoshiftArgs> = {}): Promise<Recording<ZonalAutoshift>> =>
  record(
    () =>
      new ZonalAutoshift("us-east-1-autoshift", {
        resourceArn: "load-balancer-arn",
        outcomeAlarmArns: ["errors-arn"],
        ...more,
      }),
  );

describe("ZonalAutoshift", () => {
  test("is one configuration, on, with the alarm that ends a practice run", async () => {
    const run = await autoshift();
    expect(run.counts()).toEqual({ "standfast:operations:ZonalAutoshift": 1, [type]: 1 });
    expect(run.one(type).inputs).toEqual({
      resourceArn: "load-balancer-arn",
      zonalAutoshiftStatus: "ENABLED",
      outcomeAlarms: [{ alarmIdentifier: "errors-arn", type: "CLOUDWATCH" }],
    });
  });

  test("keeps practice runs away from what must not be disturbed", async () => {
    const run = await autoshift({
      blockingAlarmArns: ["degraded-arn"],
      blockedWindows: ["Fri:16:00-Fri:23:59"],
      blockedDates: ["2026-11-27"],
    });
    expect(run.one(type).inputs).toMatchObject({
      blockingAlarms: [{ alarmIdentifier: "degraded-arn", type: "CLOUDWATCH" }],
      blockedWindows: ["Fri:16:00-Fri:23:59"],
      blockedDates: ["2026-11-27"],
    });
  });

  test.each<[Partial<ZonalAutoshiftArgs>, string]>([
    [
      { outcomeAlarmArns: [] },
      "outcomeAlarmArns must list 1 to 10, got 0; pass alarms that see users suffer",
    ],
    [
      { blockedWindows: ["FRI-16:00-23:59"] },
      "blockedWindows must be written like Fri:16:00-Fri:23:59, in UTC, got FRI-16:00-23:59; correct it",
    ],
  ])("refuses %j", async (args, message) => {
    await expect(autoshift(args)).rejects.toThrow(message);
  });
});
