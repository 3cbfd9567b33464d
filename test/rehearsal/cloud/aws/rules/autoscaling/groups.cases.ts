import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { creation, nextDoor, type ExpectedRefusal, type RuleCase } from "../../../support/rule-case";
import type { RegionFixture } from "../../../support/region-fixture";

/** An Auto Scaling group whose one odd argument is right or wrong. */
function group(rule: string, expected: ExpectedRefusal, bad: Props, good: Props): RuleCase {
  const inputs = (more: Props) => (here: RegionFixture) => ({ ...base(here), ...more });
  return creation(rule, types.autoScalingGroup, expected, inputs(bad), inputs(good));
}

function base({ launchTemplate }: RegionFixture): Props {
  return { minSize: 3, maxSize: 6, launchTemplate: { id: launchTemplate.id } };
}

export const autoScalingGroupCases: readonly RuleCase[] = [
  creation(
    "auto-scaling-group-without-template",
    types.autoScalingGroup,
    {
      code: "ValidationError",
      quote:
        "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.",
    },
    { minSize: 3, maxSize: 6 },
    base,
  ),
  group(
    "auto-scaling-bounds",
    { code: "ValidationError", quote: "Max bound, 2, must be greater than or equal to min bound, 3" },
    { maxSize: 2 },
    { maxSize: 3 },
  ),
  group(
    "desired-capacity-out-of-bounds",
    {
      code: "ValidationError",
      quote: "Desired capacity:7 must be between the specified min size:3 and max size:6",
    },
    { desiredCapacity: 7 },
    { desiredCapacity: 6 },
  ),
  group(
    "auto-scaling-zone-of-another-region",
    { code: "ValidationError" },
    { availabilityZones: ["us-east-1a", "eu-west-1a"] },
    { availabilityZones: ["us-east-1a", "us-east-1b"] },
  ),
  {
    rule: "auto-scaling-group-in-two-vpcs",
    expected: { code: "ValidationError", quote: "All subnets must belong to the same VPC" },
    breaks: async (aws, here) => {
      const other = await nextDoor(aws);
      const vpcZoneIdentifiers = [here.subnets[0].id, other.subnets[1].id];
      await aws.create(types.autoScalingGroup, { ...base(here), vpcZoneIdentifiers });
    },
    passes: (aws, here) =>
      aws.create(types.autoScalingGroup, { ...base(here), vpcZoneIdentifiers: here.subnetIds }),
  },
];
