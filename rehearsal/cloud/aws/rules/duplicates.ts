/** Names that exist already. */
import { ACCOUNT } from "../resource-type";
import type { AwsRefusalRule } from "../refusal-rule";
import { docs, ec2ErrorCodes } from "./documentation";
import { text } from "../../values";
import { types } from "../type-tokens";
import { others } from "./references";

interface UniqueName {
  readonly id: string;
  readonly type: string;
  readonly property: string;
  /** Where a name must be unique. */
  readonly within: "region" | "account";
  readonly code: string;
  readonly message: (name: string, region: string) => string;
  readonly link: string;
}

const uniqueNames: readonly UniqueName[] = [
  {
    id: "duplicate-load-balancer",
    type: types.loadBalancer,
    property: "name",
    within: "region",
    code: "DuplicateLoadBalancerName",
    message: (name) => `A load balancer with the same name '${name}' exists, but with different settings`,
    link: docs.loadBalancing("CreateLoadBalancer"),
  },
  {
    id: "duplicate-target-group",
    type: types.targetGroup,
    property: "name",
    within: "region",
    code: "DuplicateTargetGroupName",
    message: (name) => `A target group with the same name '${name}' exists, but with different settings`,
    link: docs.loadBalancing("CreateTargetGroup"),
  },
  {
    id: "duplicate-database",
    type: types.dbInstance,
    property: "identifier",
    within: "region",
    code: "DBInstanceAlreadyExists",
    message: () => "DB instance already exists",
    link: docs.rds("CreateDBInstance"),
  },
  {
    id: "duplicate-database-subnet-group",
    type: types.dbSubnetGroup,
    property: "name",
    within: "region",
    code: "DBSubnetGroupAlreadyExists",
    message: (name) => `The DB subnet group '${name}' already exists.`,
    link: docs.rds("CreateDBSubnetGroup"),
  },
  {
    id: "duplicate-database-parameter-group",
    type: types.dbParameterGroup,
    property: "name",
    within: "region",
    code: "DBParameterGroupAlreadyExists",
    message: (name) => `Parameter group ${name} already exists`,
    link: docs.rds("CreateDBParameterGroup"),
  },
  {
    id: "duplicate-cache",
    type: types.replicationGroup,
    property: "replicationGroupId",
    within: "region",
    code: "ReplicationGroupAlreadyExists",
    message: (name) => `Replication group ${name} already exists`,
    link: docs.elastiCache("CreateReplicationGroup"),
  },
  {
    id: "duplicate-cache-subnet-group",
    type: types.cacheSubnetGroup,
    property: "name",
    within: "region",
    code: "CacheSubnetGroupAlreadyExists",
    message: (name) => `Cache subnet group ${name} already exists.`,
    link: docs.elastiCache("CreateCacheSubnetGroup"),
  },
  {
    id: "duplicate-bucket",
    type: types.bucket,
    property: "bucket",
    within: "account",
    code: "BucketAlreadyOwnedByYou",
    message: () => "Your previous request to create the named bucket succeeded and you already own it.",
    link: docs.s3("CreateBucket"),
  },
  {
    id: "duplicate-role",
    type: types.role,
    property: "name",
    within: "account",
    code: "EntityAlreadyExists",
    message: (name) => `Role with name ${name} already exists.`,
    link: docs.iam("CreateRole"),
  },
  {
    id: "duplicate-instance-profile",
    type: types.instanceProfile,
    property: "name",
    within: "account",
    code: "EntityAlreadyExists",
    message: (name) => `Instance Profile ${name} already exists.`,
    link: docs.iam("CreateInstanceProfile"),
  },
  {
    id: "duplicate-secret",
    type: types.secret,
    property: "name",
    within: "region",
    code: "ResourceExistsException",
    message: (name) => `The operation failed because the secret ${name} already exists.`,
    link: docs.secretsManager("CreateSecret"),
  },
  {
    id: "duplicate-key-alias",
    type: types.keyAlias,
    property: "name",
    within: "region",
    code: "AlreadyExistsException",
    message: (name, region) =>
      `An alias with the name arn:aws:kms:${region}:${ACCOUNT}:${name} already exists`,
    link: docs.kms("CreateAlias"),
  },
  {
    id: "duplicate-auto-scaling-group",
    type: types.autoScalingGroup,
    property: "name",
    within: "region",
    code: "AlreadyExists",
    message: (name) =>
      `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
    link: docs.autoScaling("CreateAutoScalingGroup"),
  },
  {
    id: "duplicate-launch-template",
    type: types.launchTemplate,
    property: "name",
    within: "region",
    code: "InvalidLaunchTemplateName.AlreadyExistsException",
    message: () => "Launch template name already in use.",
    link: ec2ErrorCodes,
  },
  {
    id: "duplicate-log-group",
    type: types.logGroup,
    property: "name",
    within: "region",
    code: "ResourceAlreadyExistsException",
    message: () => "The specified log group already exists",
    link: docs.logs("CreateLogGroup"),
  },
];

export const duplicates: readonly AwsRefusalRule[] = uniqueNames.map(
  ({ id, type, property, within, code, message, link }) => ({
    id,
    types: [type],
    when: "apply",
    code,
    link,
    refuse: (change) => {
      const name = text(change.inputs[property]);
      if (name === undefined) return undefined;
      const namesakes = others(change, change.account.having(type, property, name)).filter(
        (object) => within === "account" || object.region === change.region,
      );
      return namesakes.length > 0 ? message(name, change.region) : undefined;
    },
  }),
);
