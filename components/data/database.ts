import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { AnyDatabase, type CheckedDatabaseArgs, commonArgs, type DatabaseArgs } from "./any-database";
import { postgresqlPort } from "../kit/ports";
import { parameters } from "./postgresql";

export type { DatabaseArgs } from "./any-database";

/**
 * PostgreSQL on an RDS Multi-AZ instance, in any role: a standby in another zone takes over in 60 to 120 s.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
 * Where that is too long, {@link DatabaseCluster} takes under 35 s, and lives in one region only.
 *
 * A replica in another region has all that a primary has (its own key, backups, Multi-AZ), so that it lacks
 * nothing on the day it is promoted. The instance has one logical name in all roles: changing `role` from replica to
 * primary promotes it in place, and asks RDS for nothing else (docs/decisions/006-identity-and-role.md). The way back
 * does not exist in RDS ("cannot elect new source database for replication"): a fenced primary that becomes a replica
 * is made anew, once `rebuild` allows that, and leaves a final snapshot.
 */
export class Database extends AnyDatabase {
  readonly deployment = "instance";

  /** @throws {pulumi.ResourceError} for too few subnets or backups, a minor version, or sizes RDS refuses. */
  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:Database", name, opts);
    const { family, windows } = this.#validated(args);
    const isProtected = args.protection === "protected" && args.rebuild !== "allowed";

    const subnetGroup = this.subnets(args);
    const parameterGroup = new aws.rds.ParameterGroup(
      this.childName("parameters"),
      { family, parameters: parameters(args.allocatedStorageGiB, args.tuning) },
      this.child(),
    );
    const common = instanceArgs(args, parameterGroup, this.monitoringRole());
    const credential = this.credential(args);
    const instance = new aws.rds.Instance(
      this.childName("instance"),
      {
        ...common,
        ...(args.role.kind === "replica"
          ? replicaArgs(args.role.sourceArn)
          : this.#primaryArgs(args, credential.password)),
        multiAz: true,
        kmsKeyId: args.keyArn,
        dbSubnetGroupName: subnetGroup.name,
        backupRetentionPeriod: args.backupRetentionDays,
        backupWindow: windows.databaseBackup,
        maintenanceWindow: windows.databaseMaintenance[args.credential.kind === "own" ? "first" : "others"],
        deletionProtection: isProtected,
        deleteAutomatedBackups: args.protection === "disposable",
      },
      this.child({ protect: isProtected, customTimeouts: timeouts, ...changes(args) }),
    );

    const readers = Array.from({ length: args.readReplicas ?? 0 }, (_, at) =>
      this.#reader(at + 1, instance, { ...common, maintenanceWindow: windows.databaseMaintenance.reader }),
    );
    this.publish({
      arn: instance.arn,
      identifier: instance.identifier,
      instanceIdentifiers: [instance, ...readers].map(({ identifier }) => identifier),
      endpoint: instance.address,
      port: instance.port,
      readReplicaEndpoints: readers.map(({ address }) => address),
      credentialArn: credential.arn,
      password: credential.password,
      subnetGroupName: subnetGroup.name,
    });
  }

  #validated(args: DatabaseArgs): CheckedDatabaseArgs {
    const { subnetIds, allocatedStorageGiB, maxAllocatedStorageGiB, readReplicas = 0 } = args;
    this.require(
      subnetIds.length >= 2,
      `subnetIds must list subnets in at least 2 zones, got ${subnetIds.length}; Multi-AZ needs another zone to go to`,
    );
    const checked = this.checked(args);
    this.require(
      maxAllocatedStorageGiB !== undefined && maxAllocatedStorageGiB * 10 >= allocatedStorageGiB * 11,
      `maxAllocatedStorageGiB must be at least 10 % above allocatedStorageGiB (${allocatedStorageGiB}), ` +
        `got ${maxAllocatedStorageGiB ?? "none"}; raise it so that storage can grow before the disk is full`,
    );
    this.require(
      Number.isInteger(readReplicas) && readReplicas >= 0 && readReplicas <= 15,
      `readReplicas must be a whole number from 0 to 15, got ${readReplicas}; RDS allows no more for one source`,
    );
    return checked;
  }

  #primaryArgs(args: DatabaseArgs, password: pulumi.Output<string>) {
    return {
      allocatedStorage: args.allocatedStorageGiB,
      dbName: AnyDatabase.databaseName,
      username: AnyDatabase.username,
      password,
      ...this.finalSnapshot(args),
    };
  }

  /**
   * A reader in this region: one zone, no backups, no protection, for it holds nothing that its source does not. It
   * stays through every change of role: a replica can have readers, and "if you promote a read replica from within a
   * replication chain, any existing downstream read replicas continue receiving WAL files from the promoted instance".
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html
   */
  #reader(
    ordinal: number,
    source: aws.rds.Instance,
    args: ReturnType<typeof instanceArgs> & { readonly maintenanceWindow: string },
  ): aws.rds.Instance {
    return new aws.rds.Instance(
      this.childName(`reader-${ordinal}`),
      // The identifier, not the ARN: RDS then takes key and subnet group from the source, and refuses others.
      { ...args, ...replicaArgs(source.identifier) },
      this.child({ customTimeouts: timeouts, replaceOnChanges: ["replicateSourceDb"] }),
    );
  }
}

/** What every instance has: the one that takes writes, its readers, its replica elsewhere. */
function instanceArgs(
  args: DatabaseArgs,
  parameterGroup: aws.rds.ParameterGroup,
  monitoringRoleArn: pulumi.Output<string>,
) {
  return {
    ...commonArgs(args, monitoringRoleArn),
    instanceClass: args.instanceClass,
    port: postgresqlPort,
    publiclyAccessible: false,
    parameterGroupName: parameterGroup.name,
    maxAllocatedStorage: args.maxAllocatedStorageGiB,
  };
}

/**
 * What a change of role may do to an instance.
 *
 * A promotion sends no password: RDS refuses one for what is a replica still ("Cannot change master user password on
 * an RDS postgres Read Replica", terraform-aws-modules/terraform-aws-rds#526), and a promoted one has its source's.
 * Name and user of the database, which its description lacks while it is a replica, would replace it.
 * A fenced instance is left what it is; to follow another source it has to be made anew.
 */
function changes({
  role,
  credential,
}: DatabaseArgs): Pick<pulumi.CustomResourceOptions, "ignoreChanges" | "replaceOnChanges"> {
  const isAlone = credential.kind === "own" && credential.replicaRegions.length === 0;
  return {
    ignoreChanges: [
      // One that is made anew as a replica loses them: RDS refuses a replica that names what it inherits.
      ...(isAlone || role.kind === "replica" ? [] : ["dbName", "password", "username"]),
      ...(role.kind === "fenced" ? ["replicateSourceDb"] : []),
    ],
    replaceOnChanges: role.kind === "replica" ? ["replicateSourceDb"] : [],
  };
}

/** A replica takes no last snapshot: RDS refuses one (hashicorp/terraform-provider-aws#4276). */
function replicaArgs(replicateSourceDb: pulumi.Input<string>) {
  return { replicateSourceDb, skipFinalSnapshot: true };
}

/** A replica begins as a copy of its source, which takes hours for a large one; the default gives up after 40 min. */
const timeouts: pulumi.CustomTimeouts = { create: "3h", update: "2h" };
