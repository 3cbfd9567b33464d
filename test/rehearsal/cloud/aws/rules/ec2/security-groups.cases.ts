import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import { creation, nextDoor, type RuleCase } from "../../../support/rule-case";

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

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
