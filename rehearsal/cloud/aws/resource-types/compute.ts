import { textsAt } from "../../wire";
import { ACCOUNT, ec2Id, idFrom, type AwsResourceTypes } from "../resource-type";
import { outputText } from "../account";

export const compute: AwsResourceTypes = {
  "aws:ec2/launchTemplate:LaunchTemplate": {
    api: ["EC2", "LaunchTemplate"],
    id: ec2Id("lt"),
    arn: ({ region, id }) => `ec2:${region}:${ACCOUNT}:launch-template/${id}`,
    autoname: { property: "name", maxLength: 125 },
    computed: { latestVersion: () => 1, defaultVersion: () => 1 },
    computedOnUpdate: { latestVersion: (old) => (typeof old === "number" ? old : 1) + 1 },
  },
  "aws:ec2/instance:Instance": {
    api: ["EC2", "Instance"],
    id: ec2Id("i"),
    arn: ({ region, id }) => `ec2:${region}:${ACCOUNT}:instance/${id}`,
  },
  "aws:autoscaling/group:Group": {
    api: ["Auto Scaling", "AutoScalingGroup"],
    id: idFrom("name"),
    arn: ({ region, id }) =>
      `autoscaling:${region}:${ACCOUNT}:autoScalingGroup:${id}:autoScalingGroupName/${id}`,
    autoname: { property: "name", maxLength: 255 },
    computed: {
      desiredCapacity: ({ inputs }) => inputs["minSize"] ?? 0,
      defaultCooldown: () => 300,
      healthCheckType: () => "EC2",
      availabilityZones: ({ inputs }, account) =>
        textsAt(inputs, "vpcZoneIdentifiers")
          .flatMap((id) => account.withId("aws:ec2/subnet:Subnet", id))
          .flatMap((subnet) => outputText(subnet, "availabilityZone") ?? []),
      serviceLinkedRoleArn: () =>
        `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    },
  },
  "aws:autoscaling/policy:Policy": {
    api: ["Auto Scaling", "ScalingPolicy"],
    id: idFrom("name"),
    arn: ({ region, id, text }) =>
      `autoscaling:${region}:${ACCOUNT}:scalingPolicy::autoScalingGroupName/${text("autoscalingGroupName")}:policyName/${id}`,
    autoname: { property: "name", maxLength: 255 },
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    api: ["CloudWatch Logs", "LogGroup"],
    id: idFrom("name"),
    arn: ({ region, id }) => `logs:${region}:${ACCOUNT}:log-group:${id}`,
    autoname: { property: "name", maxLength: 512 },
  },
};
