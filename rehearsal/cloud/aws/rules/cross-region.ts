/** References into another region: a regional service sees nothing beyond its own, and says "not found". */
import { textsAt } from "../../wire";
import type { AwsChange, AwsRefusalRule } from "../refusal-rule";
import { docs, ec2ErrorCodes } from "./documentation";
import { types } from "../type-tokens";
import { here, regionOfArn } from "./references";

interface Reference {
  readonly id: string;
  readonly from: readonly string[];
  /** Where the references are; lists on the way are gone through. */
  readonly paths: readonly string[];
  /** The type it leads to. */
  readonly to: string;
  readonly code: string;
  readonly message: (reference: string) => string;
  readonly link: string;
}

const t = types;

const references: readonly Reference[] = [
  {
    id: "vpc-in-another-region",
    from: [t.subnet, t.securityGroup, t.internetGateway, t.routeTable, t.vpcEndpoint],
    paths: ["vpcId"],
    to: t.vpc,
    code: "InvalidVpcID.NotFound",
    message: (id) => `The vpc ID '${id}' does not exist`,
    link: ec2ErrorCodes,
  },
  {
    id: "target-group-vpc-in-another-region",
    from: [t.targetGroup],
    paths: ["vpcId"],
    to: t.vpc,
    code: "ValidationError",
    message: (id) => `The VPC ID '${id}' is not found`,
    link: docs.loadBalancing("CreateTargetGroup"),
  },
  {
    id: "subnet-in-another-region",
    from: [t.natGateway, t.routeTableAssociation],
    paths: ["subnetId"],
    to: t.subnet,
    code: "InvalidSubnetID.NotFound",
    message: (id) => `The subnet ID '${id}' does not exist`,
    link: ec2ErrorCodes,
  },
  {
    id: "load-balancer-subnet-in-another-region",
    from: [t.loadBalancer],
    paths: ["subnets", "subnetMappings.subnetId"],
    to: t.subnet,
    code: "SubnetNotFound",
    message: (id) => `The subnet ID '${id}' does not exist`,
    link: docs.loadBalancing("CreateLoadBalancer"),
  },
  {
    id: "auto-scaling-subnet-in-another-region",
    from: [t.autoScalingGroup],
    paths: ["vpcZoneIdentifiers"],
    to: t.subnet,
    code: "ValidationError",
    message: (id) => `The subnet ID '${id}' does not exist`,
    link: docs.autoScaling("CreateAutoScalingGroup"),
  },
  {
    id: "database-subnet-in-another-region",
    from: [t.dbSubnetGroup],
    paths: ["subnetIds"],
    to: t.subnet,
    code: "InvalidParameterValue",
    message: (id) => `Some input subnets in :[${id}] are invalid.`,
    link: docs.rds("CreateDBSubnetGroup"),
  },
  {
    id: "cache-subnet-in-another-region",
    from: [t.cacheSubnetGroup],
    paths: ["subnetIds"],
    to: t.subnet,
    code: "InvalidParameterValue",
    message: (id) => `Some input subnets in :[${id}] are invalid.`,
    link: docs.elastiCache("CreateCacheSubnetGroup"),
  },
  {
    id: "security-group-in-another-region",
    from: [t.ingressRule, t.egressRule],
    paths: ["securityGroupId"],
    to: t.securityGroup,
    code: "InvalidGroup.NotFound",
    message: (id) => `The security group '${id}' does not exist`,
    link: ec2ErrorCodes,
  },
  {
    id: "load-balancer-security-group-in-another-region",
    from: [t.loadBalancer],
    paths: ["securityGroups"],
    to: t.securityGroup,
    code: "InvalidSecurityGroup",
    message: (id) => `The security group '${id}' does not exist`,
    link: docs.loadBalancing("CreateLoadBalancer"),
  },
  {
    id: "database-security-group-in-another-region",
    from: [t.dbInstance],
    paths: ["vpcSecurityGroupIds"],
    to: t.securityGroup,
    code: "InvalidParameterValue",
    message: (id) => `Invalid security group , groupId= ${id}, groupName=.`,
    link: docs.rds("CreateDBInstance"),
  },
  {
    id: "database-subnet-group-in-another-region",
    from: [t.dbInstance],
    paths: ["dbSubnetGroupName"],
    to: t.dbSubnetGroup,
    code: "DBSubnetGroupNotFoundFault",
    message: (name) => `DBSubnetGroup '${name}' not found.`,
    link: docs.rds("CreateDBInstance"),
  },
  {
    id: "database-parameter-group-in-another-region",
    from: [t.dbInstance],
    paths: ["parameterGroupName"],
    to: t.dbParameterGroup,
    code: "DBParameterGroupNotFound",
    message: (name) => `DBParameterGroup not found: ${name}`,
    link: docs.rds("CreateDBInstance"),
  },
  {
    id: "database-key-in-another-region",
    from: [t.dbInstance],
    paths: ["kmsKeyId", "performanceInsightsKmsKeyId"],
    to: t.key,
    code: "KMSKeyNotAccessibleFault",
    message: (arn) =>
      `The specified KMS key [${arn}] does not exist, is not enabled or you do not have permissions to access it.`,
    link: docs.rds("CreateDBInstance"),
  },
  {
    id: "cache-key-in-another-region",
    from: [t.replicationGroup],
    paths: ["kmsKeyId"],
    to: t.key,
    code: "InvalidKMSKeyFault",
    message: (arn) => `The KMS key supplied is not valid: ${arn}`,
    link: docs.elastiCache("CreateReplicationGroup"),
  },
  {
    id: "alias-key-in-another-region",
    from: [t.keyAlias],
    paths: ["targetKeyId"],
    to: t.key,
    code: "NotFoundException",
    message: (id) => `Key '${id}' does not exist`,
    link: docs.kms("CreateAlias"),
  },
  {
    id: "launch-template-in-another-region",
    from: [t.autoScalingGroup],
    paths: ["launchTemplate.id"],
    to: t.launchTemplate,
    code: "ValidationError",
    message: (id) =>
      "You must use a valid fully-formed launch template. The specified launch template, with template ID " +
      `${id}, does not exist.`,
    link: docs.autoScaling("CreateAutoScalingGroup"),
  },
  {
    id: "auto-scaling-target-group-in-another-region",
    from: [t.autoScalingGroup],
    paths: ["targetGroupArns"],
    to: t.targetGroup,
    code: "ValidationError",
    message: () => "Provided Target Groups may not be valid. Please ensure they exist and try again.",
    link: docs.autoScaling("CreateAutoScalingGroup"),
  },
  {
    id: "listener-target-group-in-another-region",
    from: [t.listener],
    paths: ["defaultActions.targetGroupArn"],
    to: t.targetGroup,
    code: "TargetGroupNotFound",
    message: (arn) => `Target groups '${arn}' not found`,
    link: docs.loadBalancing("CreateListener"),
  },
  {
    id: "listener-load-balancer-in-another-region",
    from: [t.listener],
    paths: ["loadBalancerArn"],
    to: t.loadBalancer,
    code: "LoadBalancerNotFound",
    message: () => "One or more load balancers not found",
    link: docs.loadBalancing("CreateListener"),
  },
  {
    id: "listener-certificate-in-another-region",
    from: [t.listener],
    paths: ["certificateArn"],
    to: t.certificate,
    code: "CertificateNotFound",
    message: (arn) => `Certificate '${arn}' not found`,
    link: docs.loadBalancing("CreateListener"),
  },
  {
    id: "address-in-another-region",
    from: [t.natGateway],
    paths: ["allocationId"],
    to: t.elasticIp,
    code: "InvalidAllocationID.NotFound",
    message: (id) => `Elastic IP address ${id} could not be associated with this NAT gateway`,
    link: docs.ec2("NatGateway"),
  },
];

export const crossRegion: readonly AwsRefusalRule[] = references.map(
  ({ id, from, paths, to, code, message, link }) => ({
    id,
    types: from,
    when: "apply",
    code,
    link,
    refuse: (change) => {
      const foreign = paths
        .flatMap((path) => textsAt(change.inputs, path))
        .find((reference) => isForeign(change, to, reference));
      return foreign === undefined ? undefined : message(foreign);
    },
  }),
);

/** What this account did not make is no reason to refuse: it may have been there before. */
function isForeign(change: AwsChange, type: string, reference: string): boolean {
  const region = regionOfArn(reference);
  if (region !== undefined) return region !== change.region;
  return change.account.withId(type, reference).length > 0 && here(change, type, reference) === undefined;
}
