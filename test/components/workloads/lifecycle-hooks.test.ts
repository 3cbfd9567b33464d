import { describe, expect, test } from "@jest/globals";
import { LifecycleHooks } from "../../../components/workloads/lifecycle-hooks";
import { record } from "../../support/mocks";

const hookType = "aws:autoscaling/lifecycleHook:LifecycleHook";

const hooks = () =>
  record(
    () =>
      new LifecycleHooks("app-lifecycle", {
        roleName: "app-role",
        groups: [
          {
            name: "app-group",
            arn: "group-arn",
            hooks: { launching: "app-serving", terminating: "app-drained" },
          },
        ],
      }),
  );

describe("LifecycleHooks", () => {
  test("are two for a group, and a permission for that group alone", async () => {
    const run = await hooks();
    expect(run.counts()).toEqual({
      "standfast:workloads:LifecycleHooks": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      [hookType]: 2,
    });
    const { role, policy } = run.one("aws:iam/rolePolicy:RolePolicy").inputs;
    expect(role).toBe("app-role");
    expect(JSON.parse(policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"],
          Resource: ["group-arn"],
        },
      ],
    });
  });

  test("throw away what never answers", async () => {
    const run = await hooks();
    expect(run.one(hookType, "app-serving").inputs).toEqual({
      name: "app-serving",
      autoscalingGroupName: "app-group",
      lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      heartbeatTimeout: 600,
      defaultResult: "ABANDON",
    });
  });

  test("let go after the stop and a margin, even what says nothing", async () => {
    const run = await hooks();
    expect(run.one(hookType, "app-drained").inputs).toEqual({
      name: "app-drained",
      autoscalingGroupName: "app-group",
      lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeatTimeout: 60,
      defaultResult: "CONTINUE",
    });
  });

  test("come after the permission to complete them", async () => {
    const run = await hooks();
    expect(run.recorded(hookType).map(({ dependencies }) => dependencies)).toEqual([
      ["app-lifecycle-permission"],
      ["app-lifecycle-permission"],
    ]);
  });
});
