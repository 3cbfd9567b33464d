/** Read replicas of RDS, in the region of their source and in others. */
import type { CloudObject } from "../../../store";
import type { Value } from "../../../wire";
import type { AwsChange, AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { isKnown, isSet, named, number, text } from "../../../values";
import { types } from "../../type-tokens";
import { regionOfArn } from "../references";

/** What a replica takes over from its source and may not name. */
const inherited = {
  username: "username",
  dbName: "db_name",
  characterSetName: "character_set_name",
} as const;

const passwordOfReplica =
  "Cannot change master user password on an RDS postgres Read Replica because it uses physical " +
  "replication and therefore cannot differ from its parent.";

const page = docs.rds("CreateDBInstanceReadReplica");
const promotion = docs.rds("PromoteReadReplica");

export const databaseReplicas: readonly AwsRefusalRule[] = [
  {
    id: "replica-names-what-it-inherits",
    types: [types.dbInstance],
    when: "plan",
    property: "replicateSourceDb",
    link: page,
    refuse: ({ inputs }) => {
      if (!isKnown(inputs["replicateSourceDb"])) return undefined;
      const conflict = Object.entries(inherited).find(([property]) => isKnown(inputs[property]));
      return conflict && `"${conflict[1]}": conflicts with replicate_source_db`;
    },
  },
  {
    id: "replica-of-unbacked-source",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidDBInstanceState",
    link: page,
    refuse: (change) => {
      const source = sourceOf(change);
      if (!source || (number(source.outputs["backupRetentionPeriod"]) ?? 0) > 0) return undefined;
      return (
        "Automated backups are not enabled for this database instance. To enable automated backups, use " +
        "ModifyDBInstance to set the backup retention period to a non-zero value."
      );
    },
  },
  {
    id: "replica-of-source-with-managed-password",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidParameterValue",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    refuse: (change) => {
      const source = sourceOf(change);
      if (source?.outputs["manageMasterUserPassword"] !== true) return undefined;
      return (
        `Creating read replicas for source instance with engine ${named(source.outputs["engine"])} where ` +
        "ManageMasterUserPassword is enabled is not supported."
      );
    },
  },
  {
    id: "replica-sets-password",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidParameterCombination",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html",
    refuse: ({ inputs }) => {
      if (!isKnown(inputs["replicateSourceDb"]) || !isKnown(inputs["password"])) return undefined;
      if ((text(inputs["engine"]) ?? "postgres") !== "postgres") return undefined;
      return passwordOfReplica;
    },
  },
  {
    id: "primary-made-a-replica",
    types: [types.dbInstance],
    when: "apply",
    // The provider's words: RDS has no operation to ask for it with.
    link: page,
    refuse: ({ inputs, self }) => {
      const source = text(inputs["replicateSourceDb"]);
      if (!self || source === undefined || self.outputs["replicateSourceDb"] === source) return undefined;
      return "cannot elect new source database for replication";
    },
  },
  {
    // The provider sends ModifyDBInstance beside PromoteReadReplica, before or after it by its version; the instance is
    // a replica until the promotion is done, and "available" all the while.
    id: "promotion-sets-password",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidParameterCombination",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html",
    refuse: (change) => {
      if (!isPromotion(change) || !isSet(change.inputs["password"]) || isSet(change.before?.["password"]))
        return undefined;
      return passwordOfReplica;
    },
  },
  {
    id: "promotion-of-no-replica",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidDBInstanceState",
    link: promotion,
    refuse: (change) =>
      isPromotion(change) && !isSource(change.self?.outputs["replicateSourceDb"])
        ? "DB Instance is not a read replica."
        : undefined,
  },
  {
    id: "promotion-while-backing-up",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidDBInstanceState",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html",
    refuse: (change) =>
      isPromotion(change) && change.self?.outputs["status"] === "backing-up"
        ? "Read replica can't be promoted while it is in the backing-up status."
        : undefined,
  },
  {
    id: "encrypted-replica-without-key-of-its-region",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidParameterCombination",
    link: page,
    refuse: (change) => {
      const source = sourceOf(change);
      if (source?.outputs["storageEncrypted"] !== true || source.region === change.region) return undefined;
      if (isSet(change.inputs["kmsKeyId"])) return undefined;
      return "Cannot create a cross region unencrypted read replica from encrypted source.";
    },
  },
  {
    id: "replica-source-named-without-its-region",
    types: [types.dbInstance],
    when: "apply",
    code: "DBInstanceNotFound",
    link: page,
    refuse: (change) => {
      const identifier = text(change.inputs["replicateSourceDb"]);
      if (identifier === undefined || identifier.startsWith("arn:")) return undefined;
      const elsewhere = change.account.having(types.dbInstance, "identifier", identifier);
      if (elsewhere.length === 0 || sourceOf(change)) return undefined;
      return `DBInstance ${identifier} not found.`;
    },
  },
  {
    id: "replica-names-subnet-group-of-its-source",
    types: [types.dbInstance],
    when: "apply",
    code: "DBSubnetGroupNotAllowedFault",
    link: page,
    refuse: ({ inputs }) => {
      const source = text(inputs["replicateSourceDb"]);
      // With the source's ARN, RDS takes another subnet group in the same region too.
      if (source === undefined || source.startsWith("arn:") || !isSet(inputs["dbSubnetGroupName"]))
        return undefined;
      return (
        "DbSubnetGroupName should not be specified for read replicas that are created in the same region as " +
        "the master"
      );
    },
  },
];

/** Whether the provider asks for a promotion: the engine knows a source, and the program no longer names one. */
function isPromotion({ inputs, self, before }: AwsChange): boolean {
  return (
    self !== undefined && isSource(before?.["replicateSourceDb"]) && !isSource(inputs["replicateSourceDb"])
  );
}

/** RDS describes what follows nothing with an empty text. */
const isSource = (value: Value | undefined) => isSet(value) && value !== "";

/** The database that a replica follows, by its ARN or, in the same region, its identifier. */
function sourceOf(change: AwsChange): CloudObject | undefined {
  // A replica that exists has its source already: a promotion or a change of its own size asks nothing of it.
  if (change.self) return undefined;
  const reference = named(change.inputs["replicateSourceDb"]);
  if (regionOfArn(reference) !== undefined) return change.account.byArn(reference);
  return change.account
    .having(types.dbInstance, "identifier", reference)
    .find(({ region }) => region === change.region);
}
