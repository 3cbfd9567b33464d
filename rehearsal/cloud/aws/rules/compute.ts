/** Launch templates, Auto Scaling groups and logs. */
import type { Rule } from "../rule";
import { docs } from "./documentation";
import { isSet, isZoneOf, number, subnets, text, texts, types } from "./references";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const page = docs.autoScaling("CreateAutoScalingGroup");
const sources = ["launchTemplate", "launchConfiguration", "mixedInstancesPolicy"];

/** Bytes of user data before base64. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
const userDataLimit = 16_384;

export const compute: readonly Rule[] = [
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
      const [least, most] = [number(inputs["minSize"]), number(inputs["maxSize"])];
      if (least === undefined || most === undefined || least <= most) return undefined;
      return `Max bound, ${most}, must be greater than or equal to min bound, ${least}`;
    },
  },
  {
    id: "desired-capacity-out-of-bounds",
    types: [types.autoScalingGroup],
    when: "apply",
    code: "ValidationError",
    link: page,
    refuse: ({ inputs }) => {
      const [least, most, desired] = ["minSize", "maxSize", "desiredCapacity"].map((key) =>
        number(inputs[key]),
      );
      if (least === undefined || most === undefined || desired === undefined) return undefined;
      if (desired >= least && desired <= most) return undefined;
      return `Desired capacity:${desired} must be between the specified min size:${least} and max size:${most}`;
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
  {
    id: "user-data",
    types: [types.launchTemplate],
    when: "apply",
    code: "InvalidUserData.Malformed",
    link: docs.ec2("RequestLaunchTemplateData"),
    refuse: ({ inputs }) => {
      const userData = text(inputs["userData"]);
      if (userData === undefined) return undefined;
      const isBase64 =
        userData.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(userData.replaceAll("\n", ""));
      if (!isBase64) return "Invalid BASE64 encoding of user data";
      return Buffer.from(userData, "base64").length > userDataLimit
        ? `User data is limited to ${userDataLimit} bytes`
        : undefined;
    },
  },
  {
    id: "log-retention",
    types: [types.logGroup],
    when: "plan",
    property: "retentionInDays",
    link: docs.logs("PutRetentionPolicy"),
    refuse: ({ inputs }) => {
      const days = number(inputs["retentionInDays"]);
      if (days === undefined || retentionDays.includes(days)) return undefined;
      return `expected retention_in_days to be one of [${retentionDays.join(" ")}], got ${days}`;
    },
  },
];
