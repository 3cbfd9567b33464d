/** Multi-AZ DB clusters of RDS, proxies, and automated backups that are replicated to another region. */
import { backupReplication } from "../../../../../components/kit/backup-replication-regions";
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { isKnown, isSet, named, number, text, texts } from "../../../values";
import { types } from "../../type-tokens";
import { here, output, regionOfArn, subnets } from "../references";
import { unfitParameterGroup } from "./parameter-group-family";

const guide = (page: string) => `https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/${page}.html`;

/** Zones of which each has an instance. */
const zonesOfCluster = 3;

export const databaseClusters: readonly AwsRefusalRule[] = [
  {
    id: "cluster-in-two-zones",
    types: [types.dbCluster],
    when: "apply",
    code: "InvalidVPCNetworkStateFault",
    link: guide("create-multi-az-db-cluster"),
    refuse: (change) => {
      if (!isKnown(change.inputs["dbClusterInstanceClass"])) return undefined;
      const group = here(change, types.dbSubnetGroup, change.inputs["dbSubnetGroupName"]);
      const ids = texts(group?.outputs["subnetIds"]);
      const known = subnets(change.account, ids);
      const zones = new Set(known.map(({ zone }) => zone));
      if (known.length === 0 || known.length < ids.length || zones.size >= zonesOfCluster) return undefined;
      return (
        "Can't create a Multi-AZ DB cluster because there aren't enough subnets available. At least three " +
        "subnets with available IP addresses in different Availability Zones are required."
      );
    },
  },
  {
    id: "cluster-class-without-local-disk",
    types: [types.dbCluster],
    when: "apply",
    code: "InvalidParameterCombination",
    link: guide("multi-az-db-clusters-concepts"),
    refuse: ({ inputs }) => {
      const name = text(inputs["dbClusterInstanceClass"]);
      if (name === undefined || /^db\.[a-z]\d+[a-z]*d[a-z]*\./.test(name)) return undefined;
      return (
        `RDS does not support creating a DB instance with the following combination: DBInstanceClass=${name}, ` +
        `Engine=${named(inputs["engine"])}, EngineVersion=${named(inputs["engineVersion"])}. For supported ` +
        "combinations of instance class and database engine version, see the documentation."
      );
    },
  },
  {
    id: "cluster-parameter-group-family",
    types: [types.dbCluster],
    when: "apply",
    code: "InvalidParameterCombination",
    link: guide("USER_WorkingWithDBClusterParamGroups"),
    refuse: (change) =>
      unfitParameterGroup(change, "dbClusterParameterGroupName", types.dbClusterParameterGroup),
  },
  {
    id: "cluster-instance-made-apart",
    types: [types.dbClusterInstance],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.rds("CreateDBInstance"),
    refuse: (change) => {
      const cluster = here(change, types.dbCluster, change.inputs["clusterIdentifier"]);
      if (output(cluster, "dbClusterInstanceClass") === undefined) return undefined;
      return (
        "CreateDBInstance can't be used to create a DB instance in a Multi-AZ DB cluster. Use CreateDBCluster " +
        "instead."
      );
    },
  },
  {
    id: "cluster-protected",
    types: [types.dbCluster],
    when: "delete",
    code: "InvalidParameterCombination",
    link: docs.rds("DeleteDBCluster"),
    refuse: ({ self }) =>
      self?.outputs["deletionProtection"] === true
        ? "Cannot delete protected Cluster, please disable deletion protection and try again."
        : undefined,
  },
  {
    id: "cluster-final-snapshot-missing",
    types: [types.dbCluster],
    when: "delete",
    code: "InvalidParameterCombination",
    link: docs.rds("DeleteDBCluster"),
    refuse: ({ self }) => {
      if (!self || self.outputs["skipFinalSnapshot"] === true) return undefined;
      if (isSet(self.outputs["finalSnapshotIdentifier"])) return undefined;
      return "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.";
    },
  },
  {
    id: "replicated-backups-between-unsupported-regions",
    types: [types.backupsReplication],
    when: "apply",
    code: "InvalidParameterValue",
    link: guide("USER_ReplicateBackups"),
    refuse: ({ region, inputs }) => {
      const source = regionOfArn(inputs["sourceDbInstanceArn"]);
      if (source === undefined || backupReplication(source, region) !== "unsupported") return undefined;
      return `Automated backups replication from ${source} to ${region} is not supported.`;
    },
  },
  {
    id: "replicated-backups-without-key",
    types: [types.backupsReplication],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.rds("StartDBInstanceAutomatedBackupsReplication"),
    refuse: ({ account, inputs }) => {
      const source = account.byArn(named(inputs["sourceDbInstanceArn"]));
      if (source?.outputs["storageEncrypted"] !== true || isSet(inputs["kmsKeyId"])) return undefined;
      return "Encrypted instances require a valid KMS key ID";
    },
  },
  {
    id: "replicated-backups-of-unbacked-source",
    types: [types.backupsReplication],
    when: "apply",
    code: "InvalidDBInstanceState",
    link: docs.rds("StartDBInstanceAutomatedBackupsReplication"),
    refuse: ({ account, inputs }) => {
      const source = account.byArn(named(inputs["sourceDbInstanceArn"]));
      if (!source || (number(source.outputs["backupRetentionPeriod"]) ?? 0) > 0) return undefined;
      return (
        "Automated backups are not enabled for this database instance. To enable automated backups, use " +
        "ModifyDBInstance to set the backup retention period to a non-zero value."
      );
    },
  },
  {
    id: "proxy-target-of-neither-kind",
    types: [types.proxyTarget],
    when: "plan",
    property: "dbClusterIdentifier",
    link: docs.rds("RegisterDBProxyTargets"),
    refuse: ({ inputs }) =>
      isSet(inputs["dbClusterIdentifier"]) || isSet(inputs["dbInstanceIdentifier"])
        ? undefined
        : '"db_cluster_identifier": one of `db_cluster_identifier,db_instance_identifier` must be specified',
  },
];
