import { expect, test } from "@jest/globals";
import { TrafficSwitches, type TrafficSwitchesArgs } from "../../../components/edge/traffic-switches";
import { outputOf, record } from "../../support/mocks";

const check = "aws:route53/healthCheck:HealthCheck";
const switches = (alarms: TrafficSwitchesArgs["alarms"]) =>
  record(() => new TrafficSwitches("switches", { alarms }));
const follows = (alarmName: string, region: string) => ({
  type: "CLOUDWATCH_METRIC",
  cloudwatchAlarmName: alarmName,
  cloudwatchAlarmRegion: region,
  // Neither the silence after a word nor the loss of the region that said it changes anything.
  insufficientDataHealthStatus: "LastKnownStatus",
});

test("the switch of a region of two follows an alarm in the other, without data too", async () => {
  const run = await switches({
    "us-east-1": [{ region: "eu-west-1", alarmName: "takes-us" }],
    "eu-west-1": [{ region: "us-east-1", alarmName: "takes-eu" }],
  });
  expect(run.counts()).toEqual({ "standfast:edge:TrafficSwitches": 1, [check]: 2 });
  expect(run.one(check, "switches-us-east-1-by-eu-west-1").inputs).toEqual({
    ...follows("takes-us", "eu-west-1"),
    tags: { Name: "traffic of us-east-1, by eu-west-1" },
  });
  expect(await outputOf(run.result.healthCheckIds["us-east-1"]!)).toBe("switches-us-east-1-by-eu-west-1-id");
  expect(await outputOf(run.result.healthCheckIds["eu-west-1"]!)).toBe("switches-eu-west-1-by-us-east-1-id");
});

test("each of several others can take the traffic of a region away", async () => {
  const run = await switches({
    "us-east-1": [
      { region: "eu-west-1", alarmName: "eu-takes-us" },
      { region: "ap-southeast-1", alarmName: "ap-takes-us" },
    ],
  });
  expect(run.counts()).toEqual({ "standfast:edge:TrafficSwitches": 1, [check]: 3 });
  expect(run.one(check, "switches-us-east-1").inputs).toEqual({
    type: "CALCULATED",
    childHealthchecks: ["switches-us-east-1-by-eu-west-1-id", "switches-us-east-1-by-ap-southeast-1-id"],
    childHealthThreshold: 2,
    tags: { Name: "traffic of us-east-1" },
  });
  expect(run.one(check, "switches-us-east-1-by-ap-southeast-1").inputs).toMatchObject(
    follows("ap-takes-us", "ap-southeast-1"),
  );
  expect(await outputOf(run.result.healthCheckIds["us-east-1"]!)).toBe("switches-us-east-1-id");
});

test("refuse a switch in the region that it is for, and one that nothing operates", async () => {
  await expect(
    switches({ "us-east-1": [{ region: "us-east-1", alarmName: "takes-itself" }] }),
  ).rejects.toThrow("alarms.us-east-1 must be in other regions, got us-east-1; its own is lost with it");
  await expect(switches({ "us-east-1": [] })).rejects.toThrow(
    "alarms.us-east-1 must be in other regions, got none; its own is lost with it",
  );
});
