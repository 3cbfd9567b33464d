import { expect, test } from "@jest/globals";
import { TakeoverAlarms } from "../../../components/observability/takeover-alarms";
import { outputOf, record } from "../../support/mocks";

const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const alarms = (regions: readonly string[]) =>
  record(() => new TakeoverAlarms("takeover", { topicArn: "topic-1", stack: "shop-prod", regions }));

test("one for each other region rings while somebody wrote that its traffic is taken over", async () => {
  const run = await alarms(["us-east-1", "ap-southeast-1"]);
  expect(run.counts()).toEqual({ "standfast:observability:TakeoverAlarms": 1, [alarm]: 2 });
  expect(run.one(alarm, "takeover-us-east-1").inputs).toEqual({
    alarmDescription: "The traffic of us-east-1 was taken away by hand. It stays away until TakenOver is 0.",
    namespace: "Standfast/Failover",
    metricName: "TakenOver",
    dimensions: { Stack: "shop-prod", Region: "us-east-1" },
    statistic: "Maximum",
    period: 60,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    // Neither breaching nor not: what was said holds until something else is said.
    treatMissingData: "missing",
    alarmActions: ["topic-1"],
    okActions: ["topic-1"],
  });
  expect(Object.keys(run.result.names)).toEqual(["us-east-1", "ap-southeast-1"]);
  expect(await outputOf(run.result.names["ap-southeast-1"]!)).toBe("takeover-ap-southeast-1");
});

test("refuse to be for no region", async () => {
  await expect(alarms([])).rejects.toThrow("regions must list at least 1, got 0; name the other regions");
});
