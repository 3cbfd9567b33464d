import { expect, test } from "@jest/globals";
import { Aws } from "../../support/aws";

const group = { autoscalingGroupName: "app" };

test("a scheduled action is known by its own name, below its group", async () => {
  const { id, outputs } = await new Aws().create("aws:autoscaling/schedule:Schedule", {
    ...group,
    scheduledActionName: "night",
  });
  expect(id).toBe("night");
  expect(outputs["arn"]).toMatch(
    /^arn:aws:autoscaling:us-east-1:123456789012:scheduledUpdateGroupAction:[0-9a-f-]{36}:autoScalingGroupName\/app:scheduledActionName\/night$/,
  );
});

test("a lifecycle hook is known by its name", async () => {
  const hook = { ...group, name: "drained", lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING" };
  expect((await new Aws().create("aws:autoscaling/lifecycleHook:LifecycleHook", hook)).id).toBe("drained");
});

test("a schedule is in the default group unless another is named", async () => {
  const aws = new Aws();
  const schedule = { name: "stop", scheduleExpression: "rate(1 day)" };
  const type = "aws:scheduler/schedule:Schedule";
  const usual = await aws.create(type, schedule);
  const other = await aws.create(type, { ...schedule, groupName: "night" });
  expect([usual.id, usual.outputs["groupName"], usual.outputs["arn"]]).toEqual([
    "default/stop",
    "default",
    "arn:aws:scheduler:us-east-1:123456789012:schedule/default/stop",
  ]);
  expect([other.id, other.outputs["arn"]]).toEqual([
    "night/stop",
    "arn:aws:scheduler:us-east-1:123456789012:schedule/night/stop",
  ]);
});

test("zonal autoshift is known by the load balancer that it moves", async () => {
  const resourceArn =
    "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/front/50dc6c495c0c9188";
  const { id } = await new Aws().create(
    "aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration",
    {
      resourceArn,
      zonalAutoshiftStatus: "ENABLED",
      outcomeAlarms: [{ alarmIdentifier: "a", type: "CLOUDWATCH" }],
    },
  );
  expect(id).toBe(resourceArn);
});

test("a mute rule has an ARN of its own kind", async () => {
  const { outputs } = await new Aws().create("aws:cloudwatch/alarmMuteRule:AlarmMuteRule", { name: "night" });
  expect(outputs["arn"]).toBe("arn:aws:cloudwatch:us-east-1:123456789012:alarm-mute-rule:night");
});
