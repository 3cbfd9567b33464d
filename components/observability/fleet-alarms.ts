import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AlarmGroup, type AlarmNotification } from "./alarm-group";
import type { Metric } from "./metric";

export interface FleetAlarmsArgs extends AlarmNotification {
  /** Names of the Auto Scaling groups, by a short stable key such as their colour; at least one. */
  readonly groupNames: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Minutes that instances may be missing: a launch, its packages, image and health checks take a third of it. */
const missingMinutes = 15;

/**
 * Events of Auto Scaling after which somebody has to do something: a roll-out that an alarm stopped, which `pulumi up`
 * does not wait for and so cannot tell, and a launch that AWS refused, for want of capacity, of quota or of a right.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-autoscaling.html
 */
const troubles = [
  "EC2 Auto Scaling Instance Refresh Failed",
  "EC2 Auto Scaling Instance Refresh Cancelled",
  "EC2 Instance Launch Unsuccessful",
  "EC2 Instance Terminate Unsuccessful",
] as const;

/** What the load balancer cannot see of a fleet: instances that never came, and roll-outs that stand still. */
export class FleetAlarms extends AlarmGroup {
  /** @throws {pulumi.ResourceError} without a group. */
  constructor(name: string, args: FleetAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:FleetAlarms", name, args, opts);
    const groups = Object.entries(args.groupNames);
    this.require(groups.length >= 1, "groupNames must have at least 1, got 0; pass the fleet's group");
    for (const [key, groupName] of groups) {
      const of = (metric: string): Metric => ({
        namespace: "AWS/AutoScaling",
        name: metric,
        dimensions: { AutoScalingGroupName: groupName },
        statistic: "Average",
      });
      this.alarm(`missing-${key}`, {
        description:
          `Auto Scaling has wanted more instances than serve for ${missingMinutes} minutes: launches fail, or what is ` +
          "launched never answers. See the group's activity.",
        measured: {
          expression: "desired - serving",
          label: "instances missing",
          metrics: { desired: of("GroupDesiredCapacity"), serving: of("GroupInServiceInstances") },
        },
        comparison: ">",
        threshold: 0,
        evaluationPeriods: missingMinutes,
        // A group that is stopped for the night reports nothing.
        treatMissingData: "notBreaching",
      });
    }
    const rule = new aws.cloudwatch.EventRule(
      this.childName("troubles"),
      {
        description: "Roll-outs that stopped, and instances that did not come or go",
        eventPattern: pulumi.jsonStringify({
          source: ["aws.autoscaling"],
          "detail-type": [...troubles],
          detail: { AutoScalingGroupName: Object.values(args.groupNames) },
        }),
      },
      this.child(),
    );
    new aws.cloudwatch.EventTarget(
      this.childName("topic"),
      { rule: rule.name, arn: args.topicArn },
      this.child(),
    );
    this.registerOutputs();
  }
}
