import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import type { Aws, MadeResource } from "../../../support/aws";
import { abroad, creation, nextDoor, type ExpectedRefusal, type RuleCase } from "../../../support/rule-case";

const base: Props = {
  engine: "postgres",
  engineVersion: "17",
  instanceClass: "db.m7g.large",
  allocatedStorage: 100,
};

/** A database whose one odd argument is right or wrong. */
function instance(rule: string, expected: ExpectedRefusal, bad: Props, good: Props): RuleCase {
  return creation(rule, types.dbInstance, expected, { ...base, ...bad }, { ...base, ...good });
}

function source(aws: Aws, more: Props = {}): Promise<MadeResource> {
  return aws.create(types.dbInstance, {
    ...base,
    username: "platform",
    dbName: "app",
    backupRetentionPeriod: 7,
    storageEncrypted: true,
    ...more,
  });
}

const replica = { instanceClass: "db.m7g.large", skipFinalSnapshot: true };
const europe = { region: "eu-west-1" };

export const databaseInstanceCases: readonly RuleCase[] = [
  instance(
    "backup-retention",
    { property: "backupRetentionPeriod" },
    { backupRetentionPeriod: 36 },
    { backupRetentionPeriod: 35 },
  ),
  instance(
    "final-snapshot-name",
    { property: "finalSnapshotIdentifier" },
    { finalSnapshotIdentifier: "final--copy" },
    { finalSnapshotIdentifier: "final-copy" },
  ),
  creation(
    "database-subnet-group-in-one-zone",
    types.dbSubnetGroup,
    {
      code: "DBSubnetGroupDoesNotCoverEnoughAZs",
      quote:
        "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: us-east-1a. Add subnets to cover at least 2 AZs.",
    },
    ({ subnets }) => ({ subnetIds: [subnets[0].id] }),
    ({ subnets }) => ({ subnetIds: [subnets[0].id, subnets[1].id] }),
  ),
  {
    rule: "subnet-group-of-two-vpcs",
    expected: {
      code: "InvalidSubnet",
      quote:
        "The requested subnet is invalid, or multiple subnets were requested that are not all in a common VPC.",
    },
    breaks: async (aws, { subnets }) => {
      const other = await nextDoor(aws);
      await aws.create(types.cacheSubnetGroup, { subnetIds: [subnets[0].id, other.subnets[1].id] });
    },
    passes: (aws, { subnets }) =>
      aws.create(types.cacheSubnetGroup, { subnetIds: [subnets[0].id, subnets[1].id] }),
  },
  {
    rule: "database-security-group-of-another-vpc",
    expected: {
      code: "InvalidParameterCombination",
      quote:
        "The DB instance and EC2 security group are in different VPCs. The DB instance is in <vpc> and the EC2 security group is in <vpc>",
    },
    breaks: async (aws, { dbSubnetGroup }) => {
      const { securityGroup } = await nextDoor(aws);
      await aws.create(types.dbInstance, {
        ...base,
        dbSubnetGroupName: dbSubnetGroup.id,
        vpcSecurityGroupIds: [securityGroup.id],
      });
    },
    passes: (aws, { dbSubnetGroup, securityGroup }) =>
      aws.create(types.dbInstance, {
        ...base,
        dbSubnetGroupName: dbSubnetGroup.id,
        vpcSecurityGroupIds: [securityGroup.id],
      }),
  },
  instance(
    "database-password",
    {
      code: "InvalidParameterValue",
      quote:
        "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.",
    },
    { password: "p@ssword" },
    { password: "p!ssword" },
  ),
  instance(
    "database-username-reserved",
    {
      code: "InvalidParameterValue",
      quote: "MasterUsername admin cannot be used as it is a reserved word used by the engine",
    },
    { username: "admin" },
    { username: "admin", engine: "mysql", engineVersion: "8.0" },
  ),
  instance(
    "maximum-storage",
    { code: "InvalidParameterCombination", quote: "Max storage size must be greater than storage size" },
    { maxAllocatedStorage: 100 },
    { maxAllocatedStorage: 101 },
  ),
  instance(
    "instance-class",
    { code: "InvalidParameterValue", quote: "Invalid DB Instance class: m7g.large" },
    { instanceClass: "m7g.large" },
    { instanceClass: "db.m7g.large" },
  ),
  instance(
    "monitoring-without-role",
    {
      code: "InvalidParameterCombination",
      quote: "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.",
    },
    { monitoringInterval: 15 },
    { monitoringInterval: 0 },
  ),
  instance(
    "multi-az-in-a-named-zone",
    {
      code: "InvalidParameterCombination",
      quote: "Requesting a specific availability zone is not valid for Multi-AZ instances.",
    },
    { multiAz: true, availabilityZone: "us-east-1a" },
    { multiAz: false, availabilityZone: "us-east-1a" },
  ),
  creation(
    "parameter-group-family",
    types.dbInstance,
    {
      code: "InvalidParameterCombination",
      quote:
        "The Parameter Group <name> with DBParameterGroupFamily postgres17 can't be used for this instance. Please use a Parameter Group with DBParameterGroupFamily postgres18",
    },
    ({ dbParameterGroup }) => ({ ...base, parameterGroupName: dbParameterGroup.id, engineVersion: "18" }),
    ({ dbParameterGroup }) => ({ ...base, parameterGroupName: dbParameterGroup.id, engineVersion: "17.4" }),
  ),
];

export const databaseReplicaCases: readonly RuleCase[] = [
  {
    rule: "replica-names-what-it-inherits",
    expected: { property: "replicateSourceDb" },
    breaks: async (aws) => {
      const { inputs } = await source(aws);
      await aws.create(types.dbInstance, {
        ...replica,
        replicateSourceDb: inputs["identifier"] ?? "",
        username: "platform",
      });
    },
    passes: async (aws) => {
      const { inputs } = await source(aws);
      await aws.create(types.dbInstance, {
        ...replica,
        replicateSourceDb: inputs["identifier"] ?? "",
        engine: "postgres",
        engineVersion: "17",
      });
    },
  },
  {
    rule: "replica-of-unbacked-source",
    expected: {
      code: "InvalidDBInstanceState",
      quote:
        "Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.",
    },
    breaks: async (aws) => {
      const { inputs } = await source(aws, { backupRetentionPeriod: 0 });
      await aws.create(types.dbInstance, { ...replica, replicateSourceDb: inputs["identifier"] ?? "" });
    },
    passes: async (aws) => {
      const { inputs } = await source(aws, { backupRetentionPeriod: 1 });
      await aws.create(types.dbInstance, { ...replica, replicateSourceDb: inputs["identifier"] ?? "" });
    },
  },
  {
    rule: "replica-of-source-with-managed-password",
    expected: {
      code: "InvalidParameterValue",
      quote:
        "Creating read replicas for source instance with engine postgres where ManageMasterUserPassword is enabled is not supported.",
    },
    breaks: async (aws) => {
      await source(aws, { identifier: "orders", manageMasterUserPassword: true });
      await aws.create(types.dbInstance, { ...replica, replicateSourceDb: "orders" });
    },
    passes: async (aws) => {
      await source(aws, { identifier: "orders", password: "of-its-own" });
      await aws.create(types.dbInstance, { ...replica, replicateSourceDb: "orders" });
    },
  },
  {
    rule: "replica-sets-password",
    expected: {
      code: "InvalidParameterCombination",
      quote:
        "Cannot change master user password on an RDS postgres Read Replica because it uses physical replication and therefore cannot differ from its parent.",
    },
    breaks: async (aws) => {
      await source(aws, { identifier: "orders" });
      await aws.create(types.dbInstance, { ...replica, replicateSourceDb: "orders", password: "of-its-own" });
    },
    passes: async (aws) => {
      await source(aws, { identifier: "orders" });
      const inputs = { ...replica, replicateSourceDb: "orders" };
      const made = await aws.create(types.dbInstance, inputs);
      // With the promotion comes the password.
      await aws.update({ ...made, inputs: replica }, { password: "of-its-own" });
    },
  },
  {
    rule: "primary-made-a-replica",
    expected: { by: "the provider itself" },
    breaks: async (aws) => {
      const first = await source(aws, { identifier: "orders" });
      const second = await source(aws, { identifier: "orders-2" });
      await aws.update(second, { replicateSourceDb: first.outputs["arn"] ?? "" });
    },
    passes: async (aws) => {
      await source(aws, { identifier: "orders" });
      const made = await aws.create(types.dbInstance, { ...replica, replicateSourceDb: "orders" });
      await aws.update({ ...made, inputs: replica }, { backupRetentionPeriod: 7 });
    },
  },
  {
    rule: "encrypted-replica-without-key-of-its-region",
    expected: {
      code: "InvalidParameterCombination",
      quote: "Cannot create a cross region unencrypted read replica from encrypted source.",
    },
    breaks: async (aws) => {
      const { outputs } = await source(aws);
      await aws.create(types.dbInstance, { ...replica, replicateSourceDb: outputs["arn"] ?? "" }, europe);
    },
    passes: async (aws) => {
      const { outputs } = await source(aws);
      const { keyArn } = await abroad(aws);
      const inputs = { ...replica, replicateSourceDb: outputs["arn"] ?? "", kmsKeyId: keyArn };
      const made = await aws.create(types.dbInstance, inputs, europe);
      // Once it follows, a change of the source is no reason to refuse a change of the replica.
      await aws.update(made, { instanceClass: "db.m7g.xlarge" });
    },
  },
  {
    rule: "replica-source-named-without-its-region",
    expected: { code: "DBInstanceNotFound", quote: "DBInstance orders not found." },
    breaks: async (aws) => {
      await source(aws, { identifier: "orders" });
      await aws.create(types.dbInstance, { ...replica, replicateSourceDb: "orders" }, europe);
    },
    passes: async (aws) => {
      await source(aws, { identifier: "orders" });
      await aws.create(types.dbInstance, { ...replica, replicateSourceDb: "orders" });
    },
  },
  {
    rule: "replica-names-subnet-group-of-its-source",
    expected: {
      code: "DBSubnetGroupNotAllowedFault",
      quote:
        "DbSubnetGroupName should not be specified for read replicas that are created in the same region as the master",
    },
    breaks: async (aws, { dbSubnetGroup }) => {
      await source(aws, { identifier: "orders" });
      const inputs = { ...replica, replicateSourceDb: "orders", dbSubnetGroupName: dbSubnetGroup.id };
      await aws.create(types.dbInstance, inputs);
    },
    passes: async (aws, { dbSubnetGroup }) => {
      const { outputs } = await source(aws, { identifier: "orders" });
      const inputs = { replicateSourceDb: outputs["arn"] ?? "", dbSubnetGroupName: dbSubnetGroup.id };
      await aws.create(types.dbInstance, { ...replica, ...inputs });
    },
  },
];
