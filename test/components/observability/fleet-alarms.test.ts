import { describe, expect, test } from "@jest/globals";
import { FleetAlarms, type FleetAlarmsArgs } from "../../../components/observability/fleet-alarms";
import { record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: FleetAlarmsArgs = { topicArn: "topic-1", groupNames: { blue: "shop-blue", green: "shop-green" } };
const alarms = (changes: Partial<FleetAlarmsArgs> = {}) =>
  record(() => new FleetAlarms("fleet", { ...args, ...changes }));

describe("FleetAlarms", () => {
  test("are one for each group, and the events of all of them", async () => {
    expect((await alarms()).counts()).toEqual({
      "standfast:observability:FleetAlarms": 1,
      "aws:cloudwatch/metricAlarm:MetricAlarm": 2,
      "aws:cloudwatch/eventRule:EventRule": 1,
      "aws:cloudwatch/eventTarget:EventTarget": 1,
    });
  });

  test("ring when fewer instances serve than are wanted, for a quarter of an hour", async () => {
    const { inputs } = (await alarms()).one("aws:cloudwatch/metricAlarm:MetricAlarm", "fleet-missing-blue");
    const of = (metricName: string): object => ({
      namespace: "AWS/AutoScaling",
      metricName,
      dimensions: { AutoScalingGroupName: "shop-blue" },
      stat: "Average",
      period: 60,
    });
    expect(inputs).toMatchObject({
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 15,
      datapointsToAlarm: 15,
      treatMissingData: "notBreaching",
      alarmActions: ["topic-1"],
      metricQueries: [
        { id: "value", expression: "desired - serving", label: "instances missing", returnData: true },
        { id: "desired", metric: of("GroupDesiredCapacity") },
        { id: "serving", metric: of("GroupInServiceInstances") },
      ],
    });
  });

  test("tell of roll-outs that an alarm stopped, and of launches that AWS refused", async () => {
    const run = await alarms();
    const pattern = run.one("aws:cloudwatch/eventRule:EventRule").inputs["eventPattern"] as string;
    expect(JSON.parse(pattern)).toEqual({
      source: ["aws.autoscaling"],
      "detail-type": [
        "EC2 Auto Scaling Instance Refresh Failed",
        "EC2 Auto Scaling Instance Refresh Cancelled",
        "EC2 Instance Launch Unsuccessful",
        "EC2 Instance Terminate Unsuccessful",
      ],
      detail: { AutoScalingGroupName: ["shop-blue", "shop-green"] },
    });
    expect(run.one("aws:cloudwatch/eventTarget:EventTarget").inputs).toEqual({
      rule: "fleet-troubles",
      arn: "topic-1",
    });
  });

  test("refuse to watch nothing", async () => {
    await expect(alarms({ groupNames: {} })).rejects.toThrow(
      "groupNames must have at least 1, got 0; pass the fleet's group",
    );
  });

  test("use the provider they are given for every resource", async () => {
    expect(await strayResources((opts) => new FleetAlarms("fleet", args, opts))).toEqual([]);
  });
});
