import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** New instances first, old ones after: replacing one of three never leaves two. */
export const replacement = { minHealthyPercentage: 100, maxHealthyPercentage: 150 } as const;

/** Percent of the instances that are replaced first and watched before the others follow. */
const canaryPercent = 20;

/** Long enough for an alarm over two or three periods of a minute to ring. */
const watchSeconds = 300;

/**
 * How a new launch template replaces the instances: a few first, then, unless an alarm rings, the others.
 *
 * An alarm stops it where it is, and what is not yet replaced goes on serving; the way back is to run the program with
 * the former image, or blue-green, where it is one weight. AWS's automatic rollback is off, because it would roll back
 * to the very version that failed: it returns to what the group had before the refresh, and the provider writes the new
 * version to the group before it starts one (https://github.com/hashicorp/terraform-provider-aws/issues/34189). AWS has
 * none at all for images that are named by a parameter.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
 *
 * An alarm that rings already stops a refresh at its beginning, also that of the cure of a bad release, whose alarm
 * rings until the release is gone. So the cure is rolled out with no alarms: the setting `appTier.rolloutAlarms: ignore` for that one update.
 */
export function refreshPreferences(
  alarmNames: readonly pulumi.Input<string>[],
): aws.types.input.autoscaling.GroupInstanceRefreshPreferences {
  const always = { ...replacement, skipMatching: true, autoRollback: false };
  if (alarmNames.length === 0) return always;
  return {
    ...always,
    alarmSpecification: { alarms: [...alarmNames] },
    checkpointPercentages: [canaryPercent, 100],
    checkpointDelay: String(watchSeconds),
  };
}
