/** Auto Scaling groups. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { isSet, number, texts } from "../../../values";
import { types } from "../../type-tokens";
import { isZoneOf, subnets } from "../references";

const page = docs.autoScaling("CreateAutoScalingGroup");
const sources = ["launchTemplate", "launchConfiguration", "mixedInstancesPolicy"];

export const autoScalingGroups: readonly AwsRefusalRule[] = [
  {
    id: "auto-scaling-group-without-template",
    types: [types.autoScalingGroup],
    when: "apply",
    code: "ValidationError",
    link: page,
    refuse: ({ inputs }) =>
      sources.some((property) => isSet(inputs[property]))
        ? undefined
        : "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or " +
          "MixedInstancesPolicy parameter.",
  },
  {
    id: "auto-scaling-bounds",
    types: [types.autoScalingGroup],
    when: "apply",
    code: "ValidationError",
    link: page,
    refuse: ({ inputs }) => {
      const [min, max] = [number(inputs["minSize"]), number(inputs["maxSize"])];
      if (min === undefined || max === undefined || min <= max) return undefined;
      return `Max bound, ${max}, must be greater than or equal to min bound, ${min}`;
    },
  },
  {
    id: "desired-capacity-out-of-bounds",
    types: [types.autoScalingGroup],
    when: "apply",
    code: "ValidationError",
    link: page,
    refuse: ({ inputs, before }) => {
      const [min, max, desired] = ["minSize", "maxSize", "desiredCapacity"].map((key) => number(inputs[key]));
      if (min === undefined || max === undefined || desired === undefined) return undefined;
      // The provider sends what changes; of a capacity that it is not told, Auto Scaling brings it within the new sizes.
      // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html
      if (before?.["desiredCapacity"] === desired) return undefined;
      if (desired >= min && desired <= max) return undefined;
      return `Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`;
    },
  },
  {
    id: "auto-scaling-zone-of-another-region",
    types: [types.autoScalingGroup],
    when: "apply",
    code: "ValidationError",
    link: page,
    refuse: ({ inputs, region }) => {
      const zone = texts(inputs["availabilityZones"]).find((name) => !isZoneOf(region, name));
      if (zone === undefined) return undefined;
      return `One or more availability zones is not valid: ${zone}. It does not belong to region ${region}`;
    },
  },
  {
    id: "auto-scaling-group-in-two-vpcs",
    types: [types.autoScalingGroup],
    when: "apply",
    code: "ValidationError",
    link: page,
    refuse: ({ account, inputs }) => {
      const vpcs = subnets(account, texts(inputs["vpcZoneIdentifiers"])).map(({ vpcId }) => vpcId);
      return new Set(vpcs).size <= 1 ? undefined : "All subnets must belong to the same VPC";
    },
  },
];
