import { types } from "../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import { abroad, type ExpectedRefusal, type RuleCase } from "../../support/rule-case";
import type { RegionFixture } from "../../support/region-fixture";

/** A resource of `here` that refers to something of `there`; correct where both are the same region. */
interface Reference {
  readonly rule: string;
  readonly type: string;
  readonly expected: ExpectedRefusal;
  readonly inputs: (there: RegionFixture, here: RegionFixture) => Props;
}

const references: readonly Reference[] = [
  {
    rule: "vpc-in-another-region",
    type: types.subnet,
    expected: { code: "InvalidVpcID.NotFound", quote: "The vpc ID '<vpc>' does not exist" },
    inputs: ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: `${networkOf(vpc.inputs)}.9.0/24` }),
  },
  {
    rule: "target-group-vpc-in-another-region",
    type: types.targetGroup,
    expected: { code: "ValidationError", quote: "The VPC ID '<vpc>' is not found" },
    inputs: ({ vpc }) => ({ vpcId: vpc.id, port: 80, protocol: "HTTP" }),
  },
  {
    rule: "subnet-in-another-region",
    type: types.natGateway,
    expected: { code: "InvalidSubnetID.NotFound", quote: "The subnet ID '<subnet>' does not exist" },
    inputs: ({ subnets }, { address }) => ({ subnetId: subnets[0].id, allocationId: address.id }),
  },
  {
    rule: "load-balancer-subnet-in-another-region",
    type: types.loadBalancer,
    expected: { code: "SubnetNotFound", quote: "The subnet ID '<subnet>' does not exist" },
    inputs: ({ subnetIds }) => ({ subnets: subnetIds }),
  },
  {
    rule: "auto-scaling-subnet-in-another-region",
    type: types.autoScalingGroup,
    expected: { code: "ValidationError", quote: "The subnet ID '<subnet>' does not exist" },
    inputs: ({ subnetIds }, here) => ({ ...group(here), vpcZoneIdentifiers: subnetIds }),
  },
  {
    rule: "database-subnet-in-another-region",
    type: types.dbSubnetGroup,
    expected: { code: "InvalidParameterValue", quote: "Some input subnets in :[<subnet>] are invalid." },
    inputs: ({ subnetIds }) => ({ subnetIds }),
  },
  {
    rule: "cache-subnet-in-another-region",
    type: types.cacheSubnetGroup,
    expected: { code: "InvalidParameterValue", quote: "Some input subnets in :[<subnet>] are invalid." },
    inputs: ({ subnetIds }) => ({ subnetIds }),
  },
  {
    rule: "security-group-in-another-region",
    type: types.ingressRule,
    expected: { code: "InvalidGroup.NotFound", quote: "The security group '<sg>' does not exist" },
    inputs: ({ securityGroup }) => ({
      securityGroupId: securityGroup.id,
      ipProtocol: "-1",
      cidrIpv4: "10.0.0.0/8",
    }),
  },
  {
    rule: "load-balancer-security-group-in-another-region",
    type: types.loadBalancer,
    expected: { code: "InvalidSecurityGroup", quote: "The security group '<sg>' does not exist" },
    inputs: ({ securityGroup }, { subnetIds }) => ({
      subnets: subnetIds,
      securityGroups: [securityGroup.id],
    }),
  },
  {
    rule: "database-security-group-in-another-region",
    type: types.dbInstance,
    expected: { code: "InvalidParameterValue", quote: "Invalid security group , groupId= <sg>, groupName=." },
    inputs: ({ securityGroup }) => ({ ...database, vpcSecurityGroupIds: [securityGroup.id] }),
  },
  {
    rule: "database-subnet-group-in-another-region",
    type: types.dbInstance,
    expected: { code: "DBSubnetGroupNotFoundFault", quote: "DBSubnetGroup '<name>' not found." },
    inputs: ({ dbSubnetGroup }) => ({ ...database, dbSubnetGroupName: dbSubnetGroup.id }),
  },
  {
    rule: "database-parameter-group-in-another-region",
    type: types.dbInstance,
    expected: { code: "DBParameterGroupNotFound", quote: "DBParameterGroup not found: <name>" },
    inputs: ({ dbParameterGroup }) => ({ ...database, parameterGroupName: dbParameterGroup.id }),
  },
  {
    rule: "database-key-in-another-region",
    type: types.dbInstance,
    expected: {
      code: "KMSKeyNotAccessibleFault",
      quote:
        "The specified KMS key [<kms key in eu-west-1>] does not exist, is not enabled or you do not have permissions to access it.",
    },
    inputs: ({ keyArn }) => ({ ...database, kmsKeyId: keyArn }),
  },
  {
    rule: "cache-key-in-another-region",
    type: types.replicationGroup,
    expected: {
      code: "InvalidKMSKeyFault",
      quote: "The KMS key supplied is not valid: <kms key in eu-west-1>",
    },
    inputs: ({ keyArn }) => ({ description: "cache", kmsKeyId: keyArn }),
  },
  {
    rule: "alias-key-in-another-region",
    type: types.keyAlias,
    expected: { code: "NotFoundException", quote: "Key '<kms key in eu-west-1>' does not exist" },
    inputs: ({ keyArn }) => ({ targetKeyId: keyArn }),
  },
  {
    rule: "launch-template-in-another-region",
    type: types.autoScalingGroup,
    expected: {
      code: "ValidationError",
      quote:
        "You must use a valid fully-formed launch template. The specified launch template, with template ID <lt>, does not exist.",
    },
    inputs: group,
  },
  {
    rule: "auto-scaling-target-group-in-another-region",
    type: types.autoScalingGroup,
    expected: {
      code: "ValidationError",
      quote: "Provided Target Groups may not be valid. Please ensure they exist and try again.",
    },
    inputs: ({ targetGroup }, here) => ({ ...group(here), targetGroupArns: [targetGroup.id] }),
  },
  {
    rule: "listener-target-group-in-another-region",
    type: types.listener,
    expected: {
      code: "TargetGroupNotFound",
      quote: "Target groups '<elasticloadbalancing targetgroup in eu-west-1>' not found",
    },
    inputs: ({ targetGroup }, { loadBalancer }) => ({
      loadBalancerArn: loadBalancer.id,
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: targetGroup.id }],
    }),
  },
  {
    rule: "listener-load-balancer-in-another-region",
    type: types.listener,
    expected: { code: "LoadBalancerNotFound", quote: "One or more load balancers not found" },
    inputs: ({ loadBalancer }) => ({ loadBalancerArn: loadBalancer.id, port: 80, protocol: "HTTP" }),
  },
  {
    rule: "listener-certificate-in-another-region",
    type: types.listener,
    expected: {
      code: "CertificateNotFound",
      quote: "Certificate '<acm certificate in eu-west-1>' not found",
    },
    inputs: ({ certificateArn }, { loadBalancer }) => ({
      loadBalancerArn: loadBalancer.id,
      port: 443,
      protocol: "HTTPS",
      certificateArn,
    }),
  },
  {
    rule: "address-in-another-region",
    type: types.natGateway,
    expected: {
      code: "InvalidAllocationID.NotFound",
      quote: "Elastic IP address <eipalloc> could not be associated with this NAT gateway",
    },
    inputs: ({ address }, { subnets }) => ({ subnetId: subnets[0].id, allocationId: address.id }),
  },
];

const database: Props = { engine: "postgres", instanceClass: "db.m7g.large" };

function group({ launchTemplate }: RegionFixture): Props {
  return { minSize: 1, maxSize: 1, launchTemplate: { id: launchTemplate.id } };
}

/** The first two octets of a VPC's addresses. */
function networkOf(vpc: Props): string {
  return (vpc["cidrBlock"] as string).split(".").slice(0, 2).join(".");
}

export const crossRegionCases: readonly RuleCase[] = references.map(({ rule, type, expected, inputs }) => ({
  rule,
  expected,
  breaks: async (aws, here) => aws.create(type, inputs(await abroad(aws), here)),
  passes: (aws, here) => aws.create(type, inputs(here, here)),
}));
