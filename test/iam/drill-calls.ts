import type { Call, Part } from "./calls";
import type { Stack } from "./stack";

const OWN = { "aws:RequestTag/managedByFIS": "true" };
const OWNED = { "ec2:ResourceTag/managedByFIS": "true" };
const TAGGED = { "aws:ResourceTag/standfast:drill": "allowed" };

/** AWS FIS, for the three actions of our drills. */
export const drill: Part = {
  name: "the drill",
  role: /^drill-role$/,
  source: "https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html",
  calls: (stack) => [
    ...stack.regions.flatMap((region) => disruptConnectivity(stack, region)),
    ...["DescribeManagedPrefixLists", "DescribeNetworkAcls", "DescribeSubnets", "DescribeVpcs"].map(
      (action) => ({
        action: `ec2:${action}`,
        resource: "*",
      }),
    ),
    { action: "tag:GetResources", resource: "*" },
    ...stack.regions.flatMap((region) => [
      ...stack.arnsIn(region, "aws:rds/instance:Instance", /-database-instance$/).flatMap((arn) => [
        { action: "rds:RebootDBInstance", resource: arn },
        { action: "rds:DescribeDBInstances", resource: arn },
      ]),
      ...stack.arnsIn(region, "aws:elasticache/replicationGroup:ReplicationGroup").flatMap((arn) => [
        { action: "elasticache:InterruptClusterAzPower", resource: arn },
        { action: "elasticache:DescribeReplicationGroups", resource: arn },
      ]),
    ]),
  ],
};

/** aws:network:disrupt-connectivity: an access list of its own instead of the subnet's, and back. */
function disruptConnectivity(stack: Stack, region: string): readonly Call[] {
  const here = (resource: string): string => `arn:aws:ec2:${region}:123456789012:${resource}`;
  const acl = here("network-acl/acl-0a1b2c3d4e5f67890");
  return [
    { action: "ec2:CreateNetworkAcl", resource: acl, context: OWN },
    ...stack
      .arnsIn(region, "aws:ec2/vpc:Vpc")
      .map((resource) => ({ action: "ec2:CreateNetworkAcl", resource })),
    {
      action: "ec2:CreateTags",
      resource: acl,
      context: { ...OWN, "ec2:CreateAction": "CreateNetworkAcl" },
    },
    { action: "ec2:CreateNetworkAclEntry", resource: acl, context: OWNED },
    { action: "ec2:DeleteNetworkAcl", resource: acl, context: OWNED },
    {
      action: "ec2:ReplaceNetworkAclAssociation",
      resource: here("subnet/subnet-0a1b2c3d4e5f67890"),
      context: TAGGED,
    },
    { action: "ec2:ReplaceNetworkAclAssociation", resource: acl },
    { action: "ec2:GetManagedPrefixListEntries", resource: here("prefix-list/pl-0a1b2c3d4e5f67890") },
  ];
}
