import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import type { Aws, MadeResource } from "../../../support/aws";
import { abroad, creation, type ExpectedRefusal, type RuleCase } from "../../../support/rule-case";

const base: Props = {
  engine: "postgres",
  engineVersion: "17",
  dbClusterInstanceClass: "db.m6gd.large",
  storageType: "gp3",
  allocatedStorage: 100,
};

/** What is done with a cluster once it exists. */
function deletion(rule: string, expected: ExpectedRefusal, bad: Props, good: Props): RuleCase {
  const run = async (aws: Aws, more: Props) =>
    aws.delete(await aws.create(types.dbCluster, { ...base, ...more }));
  return { rule, expected, breaks: (aws) => run(aws, bad), passes: (aws) => run(aws, good) };
}

function source(aws: Aws, more: Props): Promise<MadeResource> {
  return aws.create(types.dbInstance, {
    engine: "postgres",
    engineVersion: "17",
    instanceClass: "db.m7g.large",
    allocatedStorage: 100,
    ...more,
  });
}

/** Backups of a database in us-east-1, replicated to eu-west-1. */
function replicated(
  rule: string,
  expected: ExpectedRefusal,
  bad: [Props, Props],
  good: [Props, Props],
): RuleCase {
  const run = async (aws: Aws, [database, replication]: [Props, Props]) => {
    const { outputs } = await source(aws, database);
    const { keyArn } = await abroad(aws);
    await aws.create(
      types.backupsReplication,
      {
        sourceDbInstanceArn: outputs["arn"] ?? "",
        ...replication,
        ...("kmsKeyId" in replication && { kmsKeyId: keyArn }),
      },
      { region: "eu-west-1" },
    );
  };
  return { rule, expected, breaks: (aws) => run(aws, bad), passes: (aws) => run(aws, good) };
}

/** One that this account did not make. */
const databaseIn = (region: string) => `arn:aws:rds:${region}:123456789012:db:orders`;

const encrypted = { backupRetentionPeriod: 7, storageEncrypted: true };

export const databaseClusterCases: readonly RuleCase[] = [
  {
    rule: "cluster-in-two-zones",
    expected: {
      code: "InvalidVPCNetworkStateFault",
      quote:
        "Can't create a Multi-AZ DB cluster because there aren't enough subnets available. At least three subnets with available IP addresses in different Availability Zones are required.",
    },
    breaks: async (aws, { subnetIds }) => {
      const { id } = await aws.create(types.dbSubnetGroup, { subnetIds: subnetIds.slice(0, 2) });
      await aws.create(types.dbCluster, { ...base, dbSubnetGroupName: id });
    },
    passes: async (aws, { dbSubnetGroup, subnetIds }) => {
      await aws.create(types.dbCluster, { ...base, dbSubnetGroupName: dbSubnetGroup.id });
      // Aurora is content with two.
      const { id } = await aws.create(types.dbSubnetGroup, { subnetIds: subnetIds.slice(0, 2) });
      await aws.create(types.dbCluster, { engine: "aurora-postgresql", dbSubnetGroupName: id });
    },
  },
  creation(
    "cluster-class-without-local-disk",
    types.dbCluster,
    {
      code: "InvalidParameterCombination",
      quote:
        "RDS does not support creating a DB instance with the following combination: DBInstanceClass=db.m6g.large, Engine=postgres, EngineVersion=17. For supported combinations of instance class and database engine version, see the documentation.",
    },
    { ...base, dbClusterInstanceClass: "db.m6g.large" },
    base,
  ),
  {
    rule: "cluster-parameter-group-family",
    expected: {
      code: "InvalidParameterCombination",
      quote:
        "The Parameter Group <name> with DBParameterGroupFamily postgres16 can't be used for this instance. Please use a Parameter Group with DBParameterGroupFamily postgres17",
    },
    breaks: async (aws) => {
      const { id } = await aws.create(types.dbClusterParameterGroup, { family: "postgres16" });
      await aws.create(types.dbCluster, { ...base, dbClusterParameterGroupName: id });
    },
    passes: async (aws) => {
      const { id } = await aws.create(types.dbClusterParameterGroup, { family: "postgres17" });
      await aws.create(types.dbCluster, { ...base, dbClusterParameterGroupName: id });
    },
  },
  {
    rule: "cluster-instance-made-apart",
    expected: {
      code: "InvalidParameterValue",
      quote:
        "CreateDBInstance can't be used to create a DB instance in a Multi-AZ DB cluster. Use CreateDBCluster instead.",
    },
    breaks: async (aws) => {
      const { id } = await aws.create(types.dbCluster, base);
      await aws.create(types.dbClusterInstance, { clusterIdentifier: id, engine: "postgres" });
    },
    passes: async (aws) => {
      const { id } = await aws.create(types.dbCluster, { engine: "aurora-postgresql" });
      await aws.create(types.dbClusterInstance, { clusterIdentifier: id, engine: "aurora-postgresql" });
    },
  },
  deletion(
    "cluster-protected",
    {
      code: "InvalidParameterCombination",
      quote: "Cannot delete protected Cluster, please disable deletion protection and try again.",
    },
    { deletionProtection: true, skipFinalSnapshot: true },
    { deletionProtection: false, skipFinalSnapshot: true },
  ),
  deletion(
    "cluster-final-snapshot-missing",
    {
      code: "InvalidParameterCombination",
      quote: "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
    },
    { skipFinalSnapshot: false },
    { skipFinalSnapshot: false, finalSnapshotIdentifier: "last" },
  ),
  replicated(
    "replicated-backups-without-key",
    { code: "InvalidParameterValue", quote: "Encrypted instances require a valid KMS key ID" },
    [encrypted, {}],
    [encrypted, { kmsKeyId: "of the other region" }],
  ),
  replicated(
    "replicated-backups-of-unbacked-source",
    {
      code: "InvalidDBInstanceState",
      quote:
        "Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.",
    },
    [{ backupRetentionPeriod: 0 }, {}],
    [{ backupRetentionPeriod: 1 }, {}],
  ),
  creation(
    "replicated-backups-between-unsupported-regions",
    types.backupsReplication,
    {
      code: "InvalidParameterValue",
      quote: "Automated backups replication from ap-northeast-3 to us-east-1 is not supported.",
    },
    { sourceDbInstanceArn: databaseIn("ap-northeast-3") },
    { sourceDbInstanceArn: databaseIn("sa-east-1") },
  ),
  creation(
    "proxy-target-of-neither-kind",
    types.proxyTarget,
    { property: "dbClusterIdentifier" },
    { dbProxyName: "pool", targetGroupName: "default" },
    { dbProxyName: "pool", targetGroupName: "default", dbInstanceIdentifier: "orders" },
  ),
];
