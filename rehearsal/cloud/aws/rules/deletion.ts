/** What AWS does not delete: what others still use, and what is protected. */
import type { AwsAccount } from "../account";
import type { AwsRefusalRule } from "../refusal-rule";
import { docs, ec2ErrorCodes } from "./documentation";
import { types } from "../type-tokens";
import { output } from "./references";

interface Use {
  readonly by: string;
  readonly path: string;
}

interface Dependency {
  readonly id: string;
  readonly type: string;
  /** The output by which others name the object. @default its id */
  readonly as?: string;
  readonly uses: readonly Use[];
  readonly code: string;
  readonly message: (name: string, user: string) => string;
  readonly link: string;
}

const dependencies: readonly Dependency[] = [
  {
    id: "vpc-in-use",
    type: types.vpc,
    uses: [types.subnet, types.securityGroup, types.internetGateway, types.routeTable, types.vpcEndpoint].map(
      (by) => ({ by, path: "vpcId" }),
    ),
    code: "DependencyViolation",
    message: (id) => `The vpc '${id}' has dependencies and cannot be deleted.`,
    link: ec2ErrorCodes,
  },
  {
    id: "subnet-in-use",
    type: types.subnet,
    uses: [
      { by: types.natGateway, path: "subnetId" },
      { by: types.loadBalancer, path: "subnets" },
      { by: types.loadBalancer, path: "subnetMappings.subnetId" },
      { by: types.autoScalingGroup, path: "vpcZoneIdentifiers" },
    ],
    code: "DependencyViolation",
    message: (id) => `The subnet '${id}' has dependencies and cannot be deleted.`,
    link: ec2ErrorCodes,
  },
  {
    id: "security-group-in-use",
    type: types.securityGroup,
    uses: [
      { by: types.ingressRule, path: "referencedSecurityGroupId" },
      { by: types.egressRule, path: "referencedSecurityGroupId" },
      { by: types.loadBalancer, path: "securityGroups" },
      { by: types.dbInstance, path: "vpcSecurityGroupIds" },
      { by: types.replicationGroup, path: "securityGroupIds" },
    ],
    code: "DependencyViolation",
    message: (id) => `resource ${id} has a dependent object`,
    link: ec2ErrorCodes,
  },
  {
    id: "target-group-in-use",
    type: types.targetGroup,
    uses: [{ by: types.listener, path: "defaultActions.targetGroupArn" }],
    code: "ResourceInUse",
    message: (arn) => `Target group '${arn}' is currently in use by a listener or a rule`,
    link: docs.loadBalancing("DeleteTargetGroup"),
  },
  {
    id: "certificate-in-use",
    type: types.certificate,
    uses: [{ by: types.listener, path: "certificateArn" }],
    code: "ResourceInUseException",
    message: (arn) => `Certificate ${arn} is in use.`,
    link: "https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html",
  },
  {
    id: "address-deleted-in-use",
    type: types.elasticIp,
    uses: [
      { by: types.natGateway, path: "allocationId" },
      { by: types.loadBalancer, path: "subnetMappings.allocationId" },
    ],
    code: "InvalidIPAddress.InUse",
    message: (id) => `The address ${id} is in use.`,
    link: ec2ErrorCodes,
  },
  {
    id: "database-subnet-group-in-use",
    type: types.dbSubnetGroup,
    uses: [{ by: types.dbInstance, path: "dbSubnetGroupName" }],
    code: "InvalidDBSubnetGroupStateFault",
    message: (name, user) =>
      `Cannot delete the subnet group '${name}' because at least one database instance: ${user} is still using it.`,
    link: docs.rds("DeleteDBSubnetGroup"),
  },
  {
    id: "database-parameter-group-in-use",
    type: types.dbParameterGroup,
    uses: [{ by: types.dbInstance, path: "parameterGroupName" }],
    code: "InvalidDBParameterGroupState",
    message: (name) =>
      `One or more database instances are still members of this parameter group ${name}, so the group cannot be deleted`,
    link: docs.rds("DeleteDBParameterGroup"),
  },
  {
    id: "cache-subnet-group-in-use",
    type: types.cacheSubnetGroup,
    uses: [{ by: types.replicationGroup, path: "subnetGroupName" }],
    code: "CacheSubnetGroupInUse",
    message: (name) => `Cache subnet group ${name} is currently in use by a cache cluster.`,
    link: docs.elastiCache("DeleteCacheSubnetGroup"),
  },
  {
    id: "role-with-attached-policies",
    type: types.role,
    as: "name",
    uses: [{ by: types.rolePolicyAttachment, path: "role" }],
    code: "DeleteConflict",
    message: () => "Cannot delete entity, must detach all policies first.",
    link: docs.iam("DeleteRole"),
  },
  {
    id: "role-with-inline-policies",
    type: types.role,
    as: "name",
    uses: [{ by: types.rolePolicy, path: "role" }],
    code: "DeleteConflict",
    message: () => "Cannot delete entity, must delete policies first.",
    link: docs.iam("DeleteRole"),
  },
  {
    id: "role-in-instance-profile",
    type: types.role,
    as: "name",
    uses: [{ by: types.instanceProfile, path: "role" }],
    code: "DeleteConflict",
    message: () => "Cannot delete entity, must remove roles from instance profile first.",
    link: docs.iam("DeleteRole"),
  },
];

const inUse: readonly AwsRefusalRule[] = dependencies.map(({ id, type, as, uses, code, message, link }) => ({
  id,
  types: [type],
  when: "delete",
  code,
  link,
  refuse: ({ account, self }) => {
    if (!self || mayGoWithItsUses(self)) return undefined;
    const name = as === undefined ? self.id : (output(self, as) ?? "");
    const [user] = uses.flatMap(({ by, path }) => regional(account, by, path, name, self.region));
    return user && message(name, output(user, "identifier") ?? user.id);
  },
}));

/** Uses in the same region: names of groups repeat between regions. */
function regional(account: AwsAccount, by: string, path: string, name: string, region: string | undefined) {
  return account.having(by, path, name).filter((user) => user.region === region);
}

/** The provider detaches the policies of a role that says so. */
function mayGoWithItsUses(self: NonNullable<Parameters<AwsRefusalRule["refuse"]>[0]["self"]>): boolean {
  return self.outputs["forceDetachPolicies"] === true;
}

export const deletion: readonly AwsRefusalRule[] = [
  ...inUse,
  {
    id: "internet-gateway-in-use",
    types: [types.internetGateway],
    when: "delete",
    code: "DependencyViolation",
    link: ec2ErrorCodes,
    refuse: ({ account, self }) => {
      const vpcId = output(self, "vpcId");
      if (vpcId === undefined) return undefined;
      const addressed = account
        .having(types.subnet, "vpcId", vpcId)
        .some(({ id }) => hasPublicAddress(account, id));
      return addressed
        ? `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before ` +
            "detaching the gateway."
        : undefined;
    },
  },
  {
    id: "load-balancer-protected",
    types: [types.loadBalancer],
    when: "delete",
    code: "OperationNotPermitted",
    link: docs.loadBalancing("DeleteLoadBalancer"),
    refuse: ({ self }) =>
      self?.outputs["enableDeletionProtection"] === true
        ? `Load balancer '${self.id}' cannot be deleted because deletion protection is enabled`
        : undefined,
  },
  {
    id: "hosted-zone-not-empty",
    types: [types.hostedZone],
    when: "delete",
    code: "HostedZoneNotEmpty",
    link: docs.route53("DeleteHostedZone"),
    refuse: ({ account, self }) => {
      if (!self || self.outputs["forceDestroy"] === true) return undefined;
      return account.having(types.record, "zoneId", self.id).length > 0
        ? "The specified hosted zone contains non-required resource record sets and so cannot be deleted."
        : undefined;
    },
  },
];

/** Whether something in the subnet is reached from the internet by an address of its own. */
function hasPublicAddress(account: AwsAccount, subnetId: string): boolean {
  return [
    ...account.having(types.natGateway, "subnetId", subnetId),
    ...account.having(types.loadBalancer, "subnets", subnetId),
  ].some(({ outputs }) => outputs["connectivityType"] !== "private" && outputs["internal"] !== true);
}
