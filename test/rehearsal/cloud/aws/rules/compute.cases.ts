import { types } from "../../../../../rehearsal/cloud/aws/rules/references";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import { creation, nextDoor, type RuleCase } from "../../support/rule-case";
import type { World } from "../../support/world";

/** An Auto Scaling group whose one odd argument is right or wrong. */
function group(rule: string, message: string, bad: Props, good: Props): RuleCase {
  const inputs = (more: Props) => (here: World) => ({ ...base(here), ...more });
  return creation(rule, types.autoScalingGroup, message, inputs(bad), inputs(good));
}

function base({ launchTemplate }: World): Props {
  return { minSize: 3, maxSize: 6, launchTemplate: { id: launchTemplate.id } };
}

export const computeCases: readonly RuleCase[] = [
  creation(
    "auto-scaling-group-without-template",
    types.autoScalingGroup,
    "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.",
    { minSize: 3, maxSize: 6 },
    base,
  ),
  group(
    "auto-scaling-bounds",
    "Max bound, 2, must be greater than or equal to min bound, 3",
    { maxSize: 2 },
    { maxSize: 3 },
  ),
  group(
    "desired-capacity-out-of-bounds",
    "Desired capacity:7 must be between the specified min size:3 and max size:6",
    { desiredCapacity: 7 },
    { desiredCapacity: 6 },
  ),
  group(
    "auto-scaling-zone-of-another-region",
    "One or more availability zones is not valid: eu-west-1a. It does not belong to region us-east-1",
    { availabilityZones: ["us-east-1a", "eu-west-1a"] },
    { availabilityZones: ["us-east-1a", "us-east-1b"] },
  ),
  {
    rule: "auto-scaling-group-in-two-vpcs",
    message: "All subnets must belong to the same VPC",
    breaks: async (aws, here) => {
      const other = await nextDoor(aws);
      const vpcZoneIdentifiers = [here.subnets[0].id, other.subnets[1].id];
      await aws.create(types.autoScalingGroup, { ...base(here), vpcZoneIdentifiers });
    },
    passes: (aws, here) =>
      aws.create(types.autoScalingGroup, { ...base(here), vpcZoneIdentifiers: here.subnetIds }),
  },
  creation(
    "user-data",
    types.launchTemplate,
    "Invalid BASE64 encoding of user data",
    { userData: "#!/bin/bash" },
    { userData: Buffer.from("#!/bin/bash").toString("base64") },
  ),
  creation(
    "log-retention",
    types.logGroup,
    "expected retention_in_days to be one of [0 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653], got 10",
    { retentionInDays: 10 },
    { retentionInDays: 14 },
  ),
];
