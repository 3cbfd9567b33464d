import { expect, test } from "@jest/globals";
import { wasRefusedInOctober2025 } from "./october-2025";

test.each([
  ["route53:ChangeResourceRecordSets", "global", true],
  ["iam:PutRolePolicy", "global", true],
  ["cloudfront:UpdateDistribution", "global", true],
  ["autoscaling:UpdateAutoScalingGroup", "us-east-1", true],
  ["autoscaling:UpdateAutoScalingGroup", "eu-west-1", false],
  ["route53:ListResourceRecordSets", "global", false],
  ["rds:PromoteReadReplica", "eu-west-1", false],
  ["cloudwatch:PutMetricData", "eu-west-1", false],
])("%s in %s", (operation, region, refused) => {
  expect(wasRefusedInOctober2025({ operation, region })).toBe(refused);
});
