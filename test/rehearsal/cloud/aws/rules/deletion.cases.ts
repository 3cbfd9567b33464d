import { types } from "../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import type { Aws, MadeResource } from "../../support/aws";
import type { ExpectedRefusal, RuleCase } from "../../support/rule-case";
import type { RegionFixture } from "../../support/region-fixture";

/** Something that is used, and what uses it: the first cannot go before the second. */
interface InUse {
  readonly rule: string;
  readonly expected: ExpectedRefusal;
  readonly used: (aws: Aws, here: RegionFixture) => Promise<MadeResource>;
  readonly user: (aws: Aws, used: MadeResource, here: RegionFixture) => Promise<MadeResource>;
}

const database: Props = {
  identifier: "orders",
  engine: "postgres",
  instanceClass: "db.m7g.large",
  skipFinalSnapshot: true,
};
const role = (aws: Aws): Promise<MadeResource> =>
  aws.create(types.role, { name: "app", assumeRolePolicy: '{"Version":"2012-10-17","Statement":[]}' });

const inUse: readonly InUse[] = [
  {
    rule: "vpc-in-use",
    expected: {
      code: "DependencyViolation",
      quote: "The vpc '<vpc>' has dependencies and cannot be deleted.",
    },
    used: (aws) => aws.create(types.vpc, { cidrBlock: "10.50.0.0/16" }),
    user: (aws, vpc) => aws.create(types.subnet, { vpcId: vpc.id, cidrBlock: "10.50.0.0/24" }),
  },
  {
    rule: "subnet-in-use",
    expected: {
      code: "DependencyViolation",
      quote: "The subnet '<subnet>' has dependencies and cannot be deleted.",
    },
    used: (aws, { vpc }) =>
      aws.create(types.subnet, { vpcId: vpc.id, cidrBlock: "10.10.9.0/24", availabilityZone: "us-east-1a" }),
    user: (aws, subnet, { address }) =>
      aws.create(types.natGateway, { subnetId: subnet.id, allocationId: address.id }),
  },
  {
    rule: "security-group-in-use",
    expected: { code: "DependencyViolation", quote: "resource <sg> has a dependent object" },
    used: (aws, { vpc }) => aws.create(types.securityGroup, { vpcId: vpc.id }),
    user: (aws, group, { securityGroup }) =>
      aws.create(types.ingressRule, {
        securityGroupId: securityGroup.id,
        ipProtocol: "-1",
        referencedSecurityGroupId: group.id,
      }),
  },
  {
    rule: "target-group-in-use",
    expected: {
      code: "ResourceInUse",
      quote:
        "Target group '<elasticloadbalancing targetgroup in us-east-1>' is currently in use by a listener or a rule",
    },
    used: (aws, { vpc }) => aws.create(types.targetGroup, { vpcId: vpc.id, port: 80, protocol: "HTTP" }),
    user: (aws, group, { loadBalancer }) =>
      aws.create(types.listener, {
        loadBalancerArn: loadBalancer.id,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: group.id }],
      }),
  },
  {
    rule: "certificate-in-use",
    expected: {
      code: "ResourceInUseException",
      quote: "Certificate <acm certificate in us-east-1> is in use.",
    },
    used: (_, { certificate }) => Promise.resolve(certificate),
    user: (aws, certificate, { loadBalancer }) =>
      aws.create(types.listener, {
        loadBalancerArn: loadBalancer.id,
        port: 443,
        protocol: "HTTPS",
        certificateArn: certificate.id,
      }),
  },
  {
    rule: "address-deleted-in-use",
    expected: { code: "InvalidIPAddress.InUse", quote: "The address <eipalloc> is in use." },
    used: (_, { address }) => Promise.resolve(address),
    user: (aws, address, { subnets }) =>
      aws.create(types.loadBalancer, {
        loadBalancerType: "network",
        subnetMappings: [{ subnetId: subnets[0].id, allocationId: address.id }],
      }),
  },
  {
    rule: "database-subnet-group-in-use",
    expected: {
      code: "InvalidDBSubnetGroupStateFault",
      quote:
        "Cannot delete the subnet group '<name>' because at least one database instance: orders is still using it.",
    },
    used: (_, { dbSubnetGroup }) => Promise.resolve(dbSubnetGroup),
    user: (aws, group) => aws.create(types.dbInstance, { ...database, dbSubnetGroupName: group.id }),
  },
  {
    rule: "database-parameter-group-in-use",
    expected: {
      code: "InvalidDBParameterGroupState",
      quote:
        "One or more database instances are still members of this parameter group <name>, so the group cannot be deleted",
    },
    used: (_, { dbParameterGroup }) => Promise.resolve(dbParameterGroup),
    user: (aws, group) => aws.create(types.dbInstance, { ...database, parameterGroupName: group.id }),
  },
  {
    rule: "cache-subnet-group-in-use",
    expected: {
      code: "CacheSubnetGroupInUse",
      quote: "Cache subnet group <name> is currently in use by a cache cluster.",
    },
    used: (_, { cacheSubnetGroup }) => Promise.resolve(cacheSubnetGroup),
    user: (aws, group) =>
      aws.create(types.replicationGroup, { description: "sessions", subnetGroupName: group.id }),
  },
  {
    rule: "role-with-attached-policies",
    expected: { code: "DeleteConflict", quote: "Cannot delete entity, must detach all policies first." },
    used: role,
    user: (aws) =>
      aws.create(types.rolePolicyAttachment, {
        role: "app",
        policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      }),
  },
  {
    rule: "role-with-inline-policies",
    expected: { code: "DeleteConflict", quote: "Cannot delete entity, must delete policies first." },
    used: role,
    user: (aws) => aws.create(types.rolePolicy, { role: "app", policy: "{}" }),
  },
  {
    rule: "role-in-instance-profile",
    expected: {
      code: "DeleteConflict",
      quote: "Cannot delete entity, must remove roles from instance profile first.",
    },
    used: role,
    user: (aws) => aws.create(types.instanceProfile, { role: "app" }),
  },
  {
    rule: "internet-gateway-in-use",
    expected: {
      code: "DependencyViolation",
      quote:
        "Network <vpc> has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.",
    },
    used: async (aws, { loadBalancer, internetGateway }) => {
      await aws.delete(loadBalancer);
      return internetGateway;
    },
    user: (aws, _, { subnets, address }) =>
      aws.create(types.natGateway, { subnetId: subnets[0].id, allocationId: address.id }),
  },
  {
    rule: "hosted-zone-not-empty",
    expected: {
      code: "HostedZoneNotEmpty",
      quote: "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    },
    used: (aws) => aws.create(types.hostedZone, { name: "example.com" }),
    user: (aws, zone) =>
      aws.create(types.record, { zoneId: zone.id, name: "www", type: "A", records: ["192.0.2.1"], ttl: 60 }),
  },
];

const stillUsed: readonly RuleCase[] = inUse.map(({ rule, expected, used, user }) => ({
  rule,
  expected,
  breaks: async (aws, here) => {
    const object = await used(aws, here);
    await user(aws, object, here);
    await aws.delete(object);
  },
  passes: async (aws, here) => {
    const object = await used(aws, here);
    await aws.delete(await user(aws, object, here));
    await aws.delete(object);
  },
}));

/** A deletion that one argument forbids or allows. */
function guarded(rule: string, type: string, expected: ExpectedRefusal, bad: Props, good: Props): RuleCase {
  const run = async (aws: Aws, inputs: Props) => aws.delete(await aws.create(type, inputs));
  return { rule, expected, breaks: (aws) => run(aws, bad), passes: (aws) => run(aws, good) };
}

export const deletionCases: readonly RuleCase[] = [
  ...stillUsed,
  guarded(
    "database-protected",
    types.dbInstance,
    {
      code: "InvalidParameterCombination",
      quote: "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    },
    { ...database, deletionProtection: true },
    { ...database, deletionProtection: false },
  ),
  guarded(
    "final-snapshot-missing",
    types.dbInstance,
    {
      code: "InvalidParameterCombination",
      quote: "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
    },
    { ...database, skipFinalSnapshot: false },
    { ...database, skipFinalSnapshot: false, finalSnapshotIdentifier: "orders-final" },
  ),
  guarded(
    "final-snapshot-of-replica",
    types.dbInstance,
    {
      code: "InvalidParameterCombination",
      quote: "FinalDBSnapshotIdentifier can not be specified when deleting a replica instance",
    },
    { ...database, replicateSourceDb: "source", skipFinalSnapshot: false, finalSnapshotIdentifier: "final" },
    { ...database, replicateSourceDb: "source", skipFinalSnapshot: true, finalSnapshotIdentifier: "final" },
  ),
  guarded(
    "load-balancer-protected",
    types.loadBalancer,
    {
      code: "OperationNotPermitted",
      quote:
        "Load balancer '<elasticloadbalancing loadbalancer in us-east-1>' cannot be deleted because deletion protection is enabled",
    },
    { enableDeletionProtection: true },
    { enableDeletionProtection: false },
  ),
];
