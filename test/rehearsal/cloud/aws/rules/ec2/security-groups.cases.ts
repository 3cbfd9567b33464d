import { prefixListFunctions } from "../../../../../../rehearsal/cloud/aws/managed-prefix-lists";
import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws } from "../../../support/aws";
import { creation, nextDoor, type RuleCase } from "../../../support/rule-case";

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

/** CloudFront into the first group, Route 53's checkers into the second. */
async function admit(aws: Aws, securityGroupIds: readonly string[]): Promise<void> {
  const answer = prefixListFunctions["aws:ec2/getManagedPrefixList:getManagedPrefixList"];
  const names = ["global.cloudfront.origin-facing", "eu-west-1.route53-healthchecks"];
  for (const [at, securityGroupId] of securityGroupIds.entries()) {
    const list = await answer?.({ name: `com.amazonaws.${names[at]}` }, {});
    await aws.create(types.ingressRule, { ...https, securityGroupId, prefixListId: list?.["id"] ?? "" });
  }
}

export const securityGroupCases: readonly RuleCase[] = [
  creation(
    "security-group-name-reserved",
    types.securityGroup,
    { property: "name" },
    { name: "sg-web" },
    { name: "web-sg" },
  ),
  {
    rule: "duplicate-security-group",
    expected: {
      code: "InvalidGroup.Duplicate",
      quote: "The security group 'web' already exists for VPC '<vpc>'",
    },
    breaks: async (aws, { vpc }) => {
      await aws.create(types.securityGroup, { vpcId: vpc.id, name: "web" });
      await aws.create(types.securityGroup, { vpcId: vpc.id, name: "web" });
    },
    passes: async (aws, { vpc }) => {
      await aws.create(types.securityGroup, { vpcId: vpc.id, name: "web" });
      await aws.create(types.securityGroup, { vpcId: (await nextDoor(aws)).vpc.id, name: "web" });
    },
  },
  creation(
    "security-group-description-characters",
    types.securityGroup,
    {
      code: "InvalidParameterValue",
      quote:
        "Value (the web’s clients) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.",
    },
    ({ vpc }) => ({ vpcId: vpc.id, description: "the web’s clients" }),
    ({ vpc }) => ({ vpcId: vpc.id, description: "the clients of the web" }),
  ),
  creation(
    "security-group-rule-peer",
    types.ingressRule,
    { property: "cidrIpv4" },
    ({ securityGroup }) => ({
      ...https,
      securityGroupId: securityGroup.id,
      cidrIpv4: "0.0.0.0/0",
      cidrIpv6: "::/0",
    }),
    ({ securityGroup }) => ({ ...https, securityGroupId: securityGroup.id, cidrIpv6: "::/0" }),
  ),
  {
    rule: "rules-per-security-group",
    expected: {
      code: "RulesPerSecurityGroupLimitExceeded",
      quote: "The maximum number of rules per security group has been reached.",
    },
    breaks: (aws, { securityGroup }) => admit(aws, [securityGroup.id, securityGroup.id]),
    passes: async (aws, { securityGroup, vpc }) => {
      const other = await aws.create(types.securityGroup, { vpcId: vpc.id, name: "checks" });
      return admit(aws, [securityGroup.id, other.id]);
    },
  },
  {
    rule: "duplicate-security-group-rule",
    expected: {
      code: "InvalidPermission.Duplicate",
      quote: 'the specified rule "peer: 0.0.0.0/0, TCP, from port: 443, to port: 443, ALLOW" already exists',
    },
    breaks: async (aws, { securityGroup }) => {
      const rule = { ...https, securityGroupId: securityGroup.id, cidrIpv4: "0.0.0.0/0" };
      await aws.create(types.ingressRule, rule);
      await aws.create(types.ingressRule, { ...rule, description: "again" });
    },
    passes: async (aws, { securityGroup }) => {
      const rule = { ...https, securityGroupId: securityGroup.id, cidrIpv4: "0.0.0.0/0" };
      const first = await aws.create(types.ingressRule, rule);
      await aws.update(first, { description: "the same" });
      await aws.create(types.ingressRule, { ...rule, toPort: 444 });
      await aws.create(types.egressRule, rule);
    },
  },
  {
    rule: "security-group-of-another-vpc",
    expected: {
      code: "InvalidGroup.NotFound",
      quote: "You have specified two resources that belong to different networks.",
    },
    breaks: async (aws, { securityGroup }) => {
      const other = await nextDoor(aws);
      await aws.create(types.ingressRule, {
        ...https,
        securityGroupId: securityGroup.id,
        referencedSecurityGroupId: other.securityGroup.id,
      });
    },
    passes: async (aws, { securityGroup, vpc }) => {
      const other = await nextDoor(aws);
      await aws.create(types.vpcPeering, { vpcId: vpc.id, peerVpcId: other.vpc.id });
      await aws.create(types.ingressRule, {
        ...https,
        securityGroupId: securityGroup.id,
        referencedSecurityGroupId: other.securityGroup.id,
      });
    },
  },
];
