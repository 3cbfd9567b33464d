import { types } from "../../../../../rehearsal/cloud/aws/rules/references";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import { abroad, type RuleCase } from "../../support/rule-case";
import type { World } from "../../support/world";

/** A resource of `here` that refers to something of `there`; correct where both are the same region. */
interface Reference {
  readonly rule: string;
  readonly type: string;
  readonly message: string;
  readonly inputs: (there: World, here: World) => Props;
}

const references: readonly Reference[] = [
  {
    rule: "vpc-in-another-region",
    type: types.subnet,
    message: "The vpc ID '<vpc>' does not exist",
    inputs: ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: `${networkOf(vpc.inputs)}.9.0/24` }),
  },
  {
    rule: "target-group-vpc-in-another-region",
    type: types.targetGroup,
    message: "The VPC ID '<vpc>' is not found",
    inputs: ({ vpc }) => ({ vpcId: vpc.id, port: 80, protocol: "HTTP" }),
  },
  {
    rule: "subnet-in-another-region",
    type: types.natGateway,
    message: "The subnet ID '<subnet>' does not exist",
    inputs: ({ subnets }, { address }) => ({ subnetId: subnets[0].id, allocationId: address.id }),
  },
  {
    rule: "load-balancer-subnet-in-another-region",
    type: types.loadBalancer,
    message: "The subnet ID '<subnet>' does not exist",
    inputs: ({ subnetIds }) => ({ subnets: subnetIds }),
  },
  {
    rule: "auto-scaling-subnet-in-another-region",
    type: types.autoScalingGroup,
    message: "The subnet ID '<subnet>' does not exist",
    inputs: ({ subnetIds }, here) => ({ ...group(here), vpcZoneIdentifiers: subnetIds }),
  },
  {
    rule: "database-subnet-in-another-region",
    type: types.dbSubnetGroup,
    message: "Some input subnets in :[<subnet>] are invalid.",
    inputs: ({ subnetIds }) => ({ subnetIds }),
  },
  {
    rule: "cache-subnet-in-another-region",
    type: types.cacheSubnetGroup,
    message: "Some input subnets in :[<subnet>] are invalid.",
    inputs: ({ subnetIds }) => ({ subnetIds }),
  },
  {
    rule: "security-group-in-another-region",
    type: types.ingressRule,
    message: "The security group '<sg>' does not exist",
    inputs: ({ securityGroup }) => ({
      securityGroupId: securityGroup.id,
      ipProtocol: "-1",
      cidrIpv4: "10.0.0.0/8",
    }),
  },
  {
    rule: "load-balancer-security-group-in-another-region",
    type: types.loadBalancer,
    message: "The security group '<sg>' does not exist",
    inputs: ({ securityGroup }, { subnetIds }) => ({
      subnets: subnetIds,
      securityGroups: [securityGroup.id],
    }),
  },
  {
    rule: "database-security-group-in-another-region",
    type: types.dbInstance,
    message: "Invalid security group , groupId= <sg>, groupName=.",
    inputs: ({ securityGroup }) => ({ ...database, vpcSecurityGroupIds: [securityGroup.id] }),
  },
  {
    rule: "database-subnet-group-in-another-region",
    type: types.dbInstance,
    message: "DBSubnetGroup '<name>' not found.",
    inputs: ({ dbSubnetGroup }) => ({ ...database, dbSubnetGroupName: dbSubnetGroup.id }),
  },
  {
    rule: "database-parameter-group-in-another-region",
    type: types.dbInstance,
    message: "DBParameterGroup not found: <name>",
    inputs: ({ dbParameterGroup }) => ({ ...database, parameterGroupName: dbParameterGroup.id }),
  },
  {
    rule: "database-key-in-another-region",
    type: types.dbInstance,
    message:
      "The specified KMS key [<kms key in eu-west-1>] does not exist, is not enabled or you do not have permissions to access it.",
    inputs: ({ keyArn }) => ({ ...database, kmsKeyId: keyArn }),
  },
  {
    rule: "cache-key-in-another-region",
    type: types.replicationGroup,
    message: "The KMS key supplied is not valid: <kms key in eu-west-1>",
    inputs: ({ keyArn }) => ({ description: "cache", kmsKeyId: keyArn }),
  },
  {
    rule: "alias-key-in-another-region",
    type: types.keyAlias,
    message: "Key '<kms key in eu-west-1>' does not exist",
    inputs: ({ keyArn }) => ({ targetKeyId: keyArn }),
  },
  {
    rule: "launch-template-in-another-region",
    type: types.autoScalingGroup,
    message:
      "You must use a valid fully-formed launch template. The specified launch template, with template ID <lt>, does not exist.",
    inputs: group,
  },
  {
    rule: "auto-scaling-target-group-in-another-region",
    type: types.autoScalingGroup,
    message: "Provided Target Groups may not be valid. Please ensure they exist and try again.",
    inputs: ({ targetGroup }, here) => ({ ...group(here), targetGroupArns: [targetGroup.id] }),
  },
  {
    rule: "listener-target-group-in-another-region",
    type: types.listener,
    message: "Target groups '<elasticloadbalancing targetgroup in eu-west-1>' not found",
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
    message: "One or more load balancers not found",
    inputs: ({ loadBalancer }) => ({ loadBalancerArn: loadBalancer.id, port: 80, protocol: "HTTP" }),
  },
  {
    rule: "listener-certificate-in-another-region",
    type: types.listener,
    message: "Certificate '<acm certificate in eu-west-1>' not found",
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
    message: "Elastic IP address <eipalloc> could not be associated with this NAT gateway",
    inputs: ({ address }, { subnets }) => ({ subnetId: subnets[0].id, allocationId: address.id }),
  },
];

const database: Props = { engine: "postgres", instanceClass: "db.m7g.large" };

function group({ launchTemplate }: World): Props {
  return { minSize: 1, maxSize: 1, launchTemplate: { id: launchTemplate.id } };
}

/** The first two octets of a VPC's addresses. */
function networkOf(vpc: Props): string {
  return (vpc["cidrBlock"] as string).split(".").slice(0, 2).join(".");
}

export const referenceCases: readonly RuleCase[] = references.map(({ rule, type, message, inputs }) => ({
  rule,
  message,
  breaks: async (aws, here) => aws.create(type, inputs(await abroad(aws), here)),
  passes: (aws, here) => aws.create(type, inputs(here, here)),
}));
