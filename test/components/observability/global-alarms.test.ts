import { describe, expect, test } from "@jest/globals";
import { GlobalAlarms, type GlobalAlarmsArgs } from "../../../components/observability/global-alarms";
import { record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: GlobalAlarmsArgs = {
  topicArn: "topic-1",
  healthCheckIds: { "us-east-1": "check-us", "eu-west-1": "check-eu", "ap-southeast-1": "check-ap" },
};
const alarms = (changes: Partial<GlobalAlarmsArgs> = {}) =>
  record(() => new GlobalAlarms("global", { ...args, ...changes }));
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const status = (id: string, check: string) => ({
  id,
  metric: {
    namespace: "AWS/Route53",
    metricName: "HealthCheckStatus",
    dimensions: { HealthCheckId: check },
    stat: "Minimum",
    period: 60,
  },
});
const every = [status("r0", "check-us"), status("r1", "check-eu"), status("r2", "check-ap")];
const tells = { alarmActions: ["topic-1"], okActions: ["topic-1"] };

describe("GlobalAlarms", () => {
  test("are two for each region, and one for all", async () => {
    expect(
      (await alarms())
        .recorded(alarm)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      "global-failover-ap-southeast-1",
      "global-failover-eu-west-1",
      "global-failover-us-east-1",
      "global-flapping-ap-southeast-1",
      "global-flapping-eu-west-1",
      "global-flapping-us-east-1",
      "global-platform-down",
    ]);
  });

  test("call it a failover when a region is away and another answers", async () => {
    expect((await alarms()).one(alarm, "global-failover-eu-west-1").inputs).toEqual({
      ...tells,
      alarmDescription:
        "Clients are sent away from eu-west-1: its health check fails while another region answers.",
      metricQueries: [
        {
          id: "value",
          expression: "IF(r1 < 1 AND MAX([r0, r2]) >= 1, 1, 0)",
          label: "eu-west-1 left",
          returnData: true,
        },
        ...every,
      ],
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching",
    });
  });

  test("call three failovers in half an hour flapping", async () => {
    expect((await alarms()).one(alarm, "global-flapping-us-east-1").inputs).toEqual({
      ...tells,
      alarmDescription:
        "us-east-1 was left 3 times in 30 minutes. Take it out by hand until the cause is known.",
      metricQueries: [
        {
          id: "value",
          expression: "IF(DIFF(r0) < 0, 1, 0)",
          label: "us-east-1 became unhealthy",
          returnData: true,
        },
        status("r0", "check-us"),
      ],
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 30,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
    });
  });

  test("call it down when no region answers, or no data arrives", async () => {
    expect((await alarms()).one(alarm, "global-platform-down").inputs).toEqual({
      ...tells,
      alarmDescription: "No region answers its health check: the platform is down for all clients.",
      metricQueries: [
        { id: "value", expression: "MAX([r0, r1, r2])", label: "any region healthy", returnData: true },
        ...every,
      ],
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: "breaching",
    });
  });

  test("refuse a single region", async () => {
    await expect(alarms({ healthCheckIds: { "us-east-1": "check-us" } })).rejects.toThrow(
      "healthCheckIds must have 2 to 9 regions, got 1; a single one has nowhere to fail over to",
    );
  });

  test("use the provider they are given for every resource", async () => {
    expect(await strayResources((opts) => new GlobalAlarms("global", args, opts))).toEqual([]);
  });
});
