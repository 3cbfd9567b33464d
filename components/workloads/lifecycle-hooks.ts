import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { terminationTimeoutSeconds, type LifecycleHookNames, launchTimeoutSeconds } from "./lifecycle";

export interface LifecycleHooksArgs {
  /** Role of the instances; it gets the permission to prolong and complete these hooks, of these groups. */
  readonly roleName: pulumi.Input<string>;
  /** The groups that wait, each with the names of its hooks. */
  readonly groups: readonly {
    readonly name: pulumi.Input<string>;
    readonly arn: pulumi.Input<string>;
    readonly hooks: LifecycleHookNames;
  }[];
}

/** Makes Auto Scaling wait for an instance at both ends of its life; `lifecycle.ts` is what the instance does meanwhile. */
export class LifecycleHooks extends Component {
  constructor(name: string, args: LifecycleHooksArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workloads:LifecycleHooks", name, opts);
    const permission = new aws.iam.RolePolicy(
      this.childName("permission"),
      {
        role: args.roleName,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"],
              Resource: args.groups.map(({ arn }) => arn),
            },
          ],
        }),
      },
      this.child(),
    );
    for (const { name: autoscalingGroupName, hooks } of args.groups) {
      const hook = (hookName: string, more: Waiting) =>
        new aws.autoscaling.LifecycleHook(
          hookName,
          { name: hookName, autoscalingGroupName, ...more },
          // One that no instance may complete delays everything until it times out.
          this.child({ dependsOn: [permission] }),
        );
      hook(hooks.launching, launching);
      hook(hooks.terminating, {
        lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
        heartbeatTimeout: terminationTimeoutSeconds,
        // A hung instance must go all the same.
        defaultResult: "CONTINUE",
      });
    }
    this.registerOutputs();
  }
}

type Waiting = Pick<
  aws.autoscaling.LifecycleHookArgs,
  "lifecycleTransition" | "heartbeatTimeout" | "defaultResult"
>;

const launching: Waiting = {
  lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
  heartbeatTimeout: launchTimeoutSeconds,
  // What does not answer by then is thrown away, and no old instance goes in its favour.
  defaultResult: "ABANDON",
};
