import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { refreshPreferences, replacement } from "./rolling-update";

interface GroupNeeds {
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly minInstances: number;
  readonly maxInstances: number;
  readonly state?: "serving" | "fenced";
  readonly targetGroupArns: readonly pulumi.Input<string>[];
  readonly launchTemplate: aws.types.input.autoscaling.GroupLaunchTemplate;
  readonly alarmNames?: readonly pulumi.Input<string>[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Seconds from launch to serving: packages, image, start. For so long a first instance is not called unhealthy. */
const startSeconds = 180;

/** Seconds until the load of an instance that serves says something. */
const warmupSeconds = 60;

/** Thirty days: no instance runs an old kernel for longer, and each one finds the current certificate. */
const maxInstanceLifetimeSeconds = 30 * 24 * 3600;

/** A group that keeps its instances over the zones, as the load balancer sees them. */
export function groupArgs(needs: GroupNeeds): aws.autoscaling.GroupArgs {
  const { alarmNames = [], tags } = needs;
  const isFenced = needs.state === "fenced";
  const minInstances = isFenced ? 0 : needs.minInstances;
  return {
    vpcZoneIdentifiers: [...needs.subnetIds],
    minSize: minInstances,
    // Once it is not fenced any more, Auto Scaling raises the desired capacity to the new minimum by itself.
    // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html
    maxSize: isFenced ? 0 : needs.maxInstances,
    desiredCapacity: minInstances,
    // A new group is only there once all of it serves: what comes after it, such as a DNS record, waits for that.
    minElbCapacity: minInstances,
    launchTemplate: needs.launchTemplate,
    targetGroupArns: [...needs.targetGroupArns],
    // The load balancer knows a hung process; EC2 only knows a dead machine.
    healthCheckType: "ELB",
    healthCheckGracePeriod: startSeconds,
    defaultInstanceWarmup: warmupSeconds,
    maxInstanceLifetime: maxInstanceLifetimeSeconds,
    // Best effort: when a zone cannot launch, the others take its share instead of waiting for it.
    availabilityZoneDistribution: { capacityDistributionStrategy: "balanced-best-effort" },
    instanceMaintenancePolicy: replacement,
    instanceRefresh: { strategy: "Rolling", preferences: refreshPreferences(alarmNames) },
    enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances"],
    tags: Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
  };
}
