import { backupCoverage } from "../../../policies/rules/durability/backup-coverage";
import { dbCrossRegionCopy } from "../../../policies/rules/durability/db-cross-region-copy";
import { dbDeletionProtection } from "../../../policies/rules/durability/db-deletion-protection";
import { pulumiProtectStateful } from "../../../policies/rules/durability/pulumi-protect-stateful";
import { rdsBackups } from "../../../policies/rules/durability/rds-backups";
import { databases } from "../support/databases";
import { ABSENT, ref, resource, UNKNOWN, type Fixture } from "../support/fixture";
import type { RuleTable } from "../support/table";
import { durabilityOfBackups } from "./durability-backups.tables";

const TABLE = "aws:dynamodb/table:Table";
const CLUSTER = "aws:rds/cluster:Cluster";
const cluster = resource(
  CLUSTER,
  "orders",
  { backupRetentionPeriod: 7, deletionProtection: true, skipFinalSnapshot: false },
  { protect: true },
);
const table = resource(
  TABLE,
  "carts",
  {
    deletionProtectionEnabled: true,
    pointInTimeRecovery: { enabled: true },
    replicas: [{ regionName: "eu-west-1", deletionProtectionEnabled: true }],
  },
  { protect: true },
);

/** A cluster of the global database in each of these regions. */
const globalMembers = (...regions: readonly string[]): readonly Fixture[] => [
  resource("aws:rds/globalCluster:GlobalCluster", "world", {}),
  ...regions.map((region, index) =>
    resource(CLUSTER, `member-${index}`, { globalClusterIdentifier: ref("world") }, { region }),
  ),
];

export const durabilityOfData: readonly RuleTable[] = [
  ...durabilityOfBackups,
  {
    rule: rdsBackups,
    compliant: [...databases, cluster],
    fails: [
      {
        change: { "primary.backupRetentionPeriod": 1 },
        gives: [["primary", "backupRetentionPeriod is 1", "set backupRetentionPeriod to 7 or more"]],
      },
      {
        when: "the remote replica has none",
        change: { "remote.backupRetentionPeriod": ABSENT },
        gives: [
          [
            "remote",
            "backupRetentionPeriod is not set, which means 0",
            "set backupRetentionPeriod to 7 or more",
          ],
        ],
      },
      {
        when: "a cluster has its default",
        change: { "orders.backupRetentionPeriod": ABSENT },
        gives: [
          [
            "orders",
            "backupRetentionPeriod is not set, which means 1",
            "set backupRetentionPeriod to 7 or more",
          ],
        ],
      },
      {
        config: { minimumDays: 10 },
        gives: [["orders", "backupRetentionPeriod is 7", "set backupRetentionPeriod to 10 or more"]],
      },
    ],
    unknowns: [
      {
        when: "the days are unknown",
        change: { "primary.backupRetentionPeriod": UNKNOWN },
        gives: [["primary", "backupRetentionPeriod"]],
      },
      {
        when: "nobody knows what it replicates",
        change: { "reader.replicateSourceDb": UNKNOWN },
        gives: [["reader", "whether it is a reader in the region of its source"]],
      },
    ],
  },
  {
    rule: dbDeletionProtection,
    compliant: [
      ...databases,
      cluster,
      table,
      resource("aws:dynamodb/tableReplica:TableReplica", "carts-copy", {
        globalTableArn: ref("carts"),
        deletionProtectionEnabled: true,
      }),
      resource("aws:dsql/cluster:Cluster", "ledger", { deletionProtectionEnabled: true }),
    ],
    fails: [
      {
        when: "a replica within a table is not protected",
        change: { "carts.replicas.0.deletionProtectionEnabled": false },
        gives: [
          [
            "carts",
            "replicas[0].deletionProtectionEnabled is false",
            "set replicas[0].deletionProtectionEnabled to true",
          ],
        ],
      },
      ...["carts-copy", "ledger"].map((name): RuleTable["fails"][number] => ({
        when: `${name} is not protected`,
        change: { [`${name}.deletionProtectionEnabled`]: ABSENT },
        gives: [
          [
            name,
            "deletionProtectionEnabled is not set, which means false",
            "set deletionProtectionEnabled to true",
          ],
        ],
      })),
      {
        change: { "primary.deletionProtection": false },
        gives: [["primary", "deletionProtection is false", "set deletionProtection to true"]],
      },
      {
        change: { "primary.skipFinalSnapshot": true },
        gives: [["primary", "skipFinalSnapshot is true", "set skipFinalSnapshot to false"]],
      },
      {
        when: "the remote replica is not protected",
        change: { "remote.deletionProtection": ABSENT },
        gives: [
          ["remote", "deletionProtection is not set, which means false", "set deletionProtection to true"],
        ],
      },
      {
        when: "a table is not protected",
        change: { "carts.deletionProtectionEnabled": ABSENT },
        gives: [
          [
            "carts",
            "deletionProtectionEnabled is not set, which means false",
            "set deletionProtectionEnabled to true",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "it is unknown",
        change: { "orders.deletionProtection": UNKNOWN },
        gives: [["orders", "deletionProtection"]],
      },
    ],
  },
  {
    rule: pulumiProtectStateful,
    compliant: [
      ...databases,
      cluster,
      table,
      resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {}, { protect: true }),
      resource("aws:memorydb/cluster:Cluster", "orders-of-today", {}, { protect: true }),
    ],
    fails: [
      {
        when: "a cache is not protected",
        change: { "sessions!protect": false, "orders-of-today!protect": false },
        gives: [
          ["orders-of-today", "it is not protected", "pass protect: true in its options"],
          ["sessions", "it is not protected", "pass protect: true in its options"],
        ],
      },
      {
        change: { "primary!protect": false },
        gives: [["primary", "it is not protected", "pass protect: true in its options"]],
      },
      {
        change: { "key!protect": false, "carts!protect": false },
        gives: [
          ["key", "it is not protected", "pass protect: true in its options"],
          ["carts", "it is not protected", "pass protect: true in its options"],
        ],
      },
    ],
    unknowns: [
      {
        when: "nobody knows what it replicates",
        change: { "reader.replicateSourceDb": UNKNOWN },
        gives: [["reader", "whether it is a reader in the region of its source"]],
      },
    ],
  },
  {
    rule: dbCrossRegionCopy,
    compliant: [...databases, table, ...globalMembers("us-east-1", "eu-west-1")],
    passes: [
      {
        when: "its backups are replicated",
        change: { remote: ABSENT },
        add: [
          resource(
            "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
            "backups",
            { sourceDbInstanceArn: ref("primary") },
            { region: "eu-west-1" },
          ),
        ],
      },
      {
        when: "the program lives in one region",
        change: { remote: ABSENT, "member-1": ABSENT, "carts.replicas": ABSENT },
      },
    ],
    fails: [
      {
        when: "the second region's database is taken away",
        change: { remote: ABSENT },
        gives: [
          [
            "primary",
            "it has no copy outside of us-east-1",
            "add an Instance in another region that replicates it",
          ],
        ],
      },
      {
        when: "the global cluster has one region",
        change: { "member-1!region": "us-east-1" },
        gives: [
          ["member-0", "it has no copy outside of us-east-1", "make it a member of a global cluster"],
          ["member-1", "it has no copy outside of us-east-1", "make it a member of a global cluster"],
        ],
      },
      {
        when: "a table has no replica",
        change: { "carts.replicas": ABSENT },
        gives: [["carts", "it has no copy outside of us-east-1", "list another region in replicas"]],
      },
    ],
    unknowns: [
      {
        when: "nobody knows what a replica copies",
        change: { "remote.replicateSourceDb": UNKNOWN },
        gives: [["primary", "where its copies are"]],
      },
      {
        when: "a table's replicas are unknown",
        change: { "carts.replicas": UNKNOWN },
        gives: [["carts", "replicas"]],
      },
    ],
  },
  {
    rule: backupCoverage,
    compliant: [
      table,
      resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", { snapshotRetentionLimit: 7 }),
      resource("aws:efs/fileSystem:FileSystem", "files", {}),
      resource("aws:efs/backupPolicy:BackupPolicy", "policy", {
        fileSystemId: ref("files"),
        backupPolicy: { status: "ENABLED" },
      }),
    ],
    passes: [
      {
        when: "a selection names it",
        change: { policy: ABSENT },
        add: [resource("aws:backup/selection:Selection", "selection", { resources: [ref("files")] })],
      },
      {
        when: "a selection names everything",
        change: { "cache.snapshotRetentionLimit": 0 },
        add: [resource("aws:backup/selection:Selection", "selection", { resources: ["*"] })],
      },
      {
        when: "a selection names its tag",
        add: [
          resource("aws:ebs/volume:Volume", "disk", { tags: { backup: "daily" } }),
          resource("aws:backup/selection:Selection", "selection", {
            selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }],
          }),
        ],
      },
    ],
    fails: [
      {
        change: { "cache.snapshotRetentionLimit": 0 },
        gives: [["cache", "nothing backs it up", "set snapshotRetentionLimit to 1 or more"]],
      },
      {
        change: { "carts.pointInTimeRecovery.enabled": false },
        gives: [["carts", "nothing backs it up", "set pointInTimeRecovery.enabled to true"]],
      },
      {
        change: { "policy.backupPolicy.status": "DISABLED" },
        gives: [["files", "nothing backs it up", "add a BackupPolicy with status ENABLED"]],
      },
      {
        when: "the selection names another tag",
        add: [
          resource("aws:ebs/volume:Volume", "disk", { tags: { backup: "never" } }),
          resource("aws:backup/selection:Selection", "selection", {
            selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }],
          }),
        ],
        gives: [["disk", "nothing backs it up", "name it in a backup selection"]],
      },
    ],
    unknowns: [
      {
        when: "the days are unknown",
        change: { "cache.snapshotRetentionLimit": UNKNOWN },
        gives: [["cache", "whether it is backed up"]],
      },
      {
        when: "nobody knows whose policy it is",
        change: { "policy.fileSystemId": UNKNOWN },
        gives: [["files", "whether it is backed up"]],
      },
    ],
  },
];
