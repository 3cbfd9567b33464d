import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../kit/component";
import { Credential, type ReplicaRegion } from "./credential";
import { commonArgs, type InstanceSettings, replicaArgs, timeouts } from "./database-instance";
import { parameterFamily, parameters } from "./postgresql";
import type { Protection } from "./protection";
import { windows } from "./windows";

export interface DatabaseArgs extends InstanceSettings {
  /** Subnets of the data tier, one a zone; at least two. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly protection: Protection;
  readonly allocatedStorageGiB: number;
  /** Days back to which any second can be restored: 7 to 35. */
  readonly backupRetentionDays: number;
  /** Readers beside a primary, 0 to 15; a `replica` gets its own when it becomes the primary. */
  readonly readReplicas: number;
  readonly role: PrimaryRole | ReplicaRole;
}

/** Takes writes. */
interface PrimaryRole {
  readonly kind: "primary";
  /** Regions in which the credential must be readable too. */
  readonly replicaRegions: readonly ReplicaRegion[];
}

/** Follows a primary in another region, ready to be promoted. */
interface ReplicaRole {
  readonly kind: "replica";
  readonly sourceArn: pulumi.Input<string>;
}

/**
 * PostgreSQL on RDS, Multi-AZ in either role: a standby in another zone takes over in 60 to 120 s.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
 *
 * A replica in another region has all that a primary has (its own key, backups, Multi-AZ), so that it lacks
 * nothing on the day it is promoted. The instance has one logical name in both roles: changing `role` from
 * replica to primary promotes it in place. The way back does not exist in RDS ("cannot elect new source database
 * for replication"): the old primary is rebuilt with `pulumi up --replace`, and leaves a final snapshot.
 */
export class Database extends Component {
  static readonly databaseName = "app";
  static readonly username = "platform";

  readonly arn: pulumi.Output<string>;
  readonly identifier: pulumi.Output<string>;
  /** Host name, without the port. */
  readonly endpoint: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  /** Secret with `username` and `password`; a replica has none, for it is read with its primary's. */
  readonly credentialArn?: pulumi.Output<string>;
  /** Host names of the readers. */
  readonly readReplicaEndpoints: pulumi.Output<string>[];

  /** @throws {pulumi.ResourceError} for too few subnets or backups, a minor version, or sizes RDS refuses. */
  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:Database", name, opts);
    const family = this.#validated(args);
    const isProtected = args.protection === "protected";

    const subnetGroup = new aws.rds.SubnetGroup(
      this.childName("subnets"),
      { subnetIds: [...args.subnetIds] },
      this.child(),
    );
    const parameterGroup = new aws.rds.ParameterGroup(
      this.childName("parameters"),
      { family, parameters: parameters(args.allocatedStorageGiB) },
      this.child(),
    );
    const common = commonArgs(args, parameterGroup, this.#monitoringRole());
    const credential = args.role.kind === "primary" ? this.#credential(args, args.role) : undefined;
    const instance = new aws.rds.Instance(
      this.childName("instance"),
      {
        ...common,
        ...(args.role.kind === "replica"
          ? replicaArgs(args.role.sourceArn)
          : this.#primaryArgs(args, credential)),
        multiAz: true,
        kmsKeyId: args.keyArn,
        dbSubnetGroupName: subnetGroup.name,
        backupRetentionPeriod: args.backupRetentionDays,
        backupWindow: windows.databaseBackup,
        maintenanceWindow: windows.databaseMaintenance[args.role.kind],
        deletionProtection: isProtected,
        deleteAutomatedBackups: !isProtected,
      },
      this.child({ protect: isProtected, customTimeouts: timeouts }),
    );

    const readers = args.role.kind === "primary" ? args.readReplicas : 0;
    this.readReplicaEndpoints = Array.from({ length: readers }, (_, at) =>
      this.#reader(at + 1, instance, common),
    );
    this.arn = instance.arn;
    this.identifier = instance.identifier;
    this.endpoint = instance.address;
    this.port = instance.port;
    if (credential) this.credentialArn = credential.arn;
    this.registerOutputs({
      arn: this.arn,
      endpoint: this.endpoint,
      port: this.port,
      credentialArn: this.credentialArn,
      readReplicaEndpoints: this.readReplicaEndpoints,
    });
  }

  /** @returns the parameter group family. */
  #validated(args: DatabaseArgs): string {
    const { subnetIds, engineVersion, allocatedStorageGiB, maxAllocatedStorageGiB, backupRetentionDays } =
      args;
    this.require(
      subnetIds.length >= 2,
      `subnetIds must list subnets in at least 2 zones, got ${subnetIds.length}; Multi-AZ needs another zone to go to`,
    );
    const family = parameterFamily(engineVersion);
    this.require(
      family !== undefined,
      `engineVersion must be a major version of PostgreSQL such as 17, got ${engineVersion}; RDS chooses the minor one`,
    );
    this.require(
      backupRetentionDays >= 7 && backupRetentionDays <= 35,
      `backupRetentionDays must be 7 to 35, got ${backupRetentionDays}; a replica needs backups of its source`,
    );
    this.require(
      maxAllocatedStorageGiB * 10 >= allocatedStorageGiB * 11,
      `maxAllocatedStorageGiB must be at least 10 % above allocatedStorageGiB (${allocatedStorageGiB}), ` +
        `got ${maxAllocatedStorageGiB}; raise it so that storage can grow before the disk is full`,
    );
    this.require(
      Number.isInteger(args.readReplicas) && args.readReplicas >= 0 && args.readReplicas <= 15,
      `readReplicas must be a whole number from 0 to 15, got ${args.readReplicas}; RDS allows no more for one source`,
    );
    return family;
  }

  #primaryArgs(args: DatabaseArgs, credential: Credential | undefined) {
    const base = {
      allocatedStorage: args.allocatedStorageGiB,
      dbName: Database.databaseName,
      username: Database.username,
      password: credential?.password,
    };
    if (args.protection === "disposable") return { ...base, skipFinalSnapshot: true };
    // Lives as long as this instance is a primary: each primacy leaves a snapshot under a name of its own, where
    // a fixed name would stop the second rebuild ("DBSnapshotAlreadyExists").
    const suffix = new random.RandomId(this.childName("final-snapshot"), { byteLength: 4 }, this.child());
    const finalSnapshotIdentifier = pulumi.interpolate`${this.childName("final")}-${suffix.hex}`;
    return { ...base, skipFinalSnapshot: false, finalSnapshotIdentifier };
  }

  #credential(args: DatabaseArgs, role: PrimaryRole): Credential {
    return new Credential(
      this.childName("credential"),
      {
        username: Database.username,
        keyArn: args.keyArn,
        replicaRegions: role.replicaRegions,
        protection: args.protection,
      },
      { parent: this },
    );
  }

  /** The role with which RDS publishes the metrics of the operating system. */
  #monitoringRole(): pulumi.Output<string> {
    const role = new aws.iam.Role(
      this.childName("monitoring"),
      {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "monitoring.rds.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ],
        }),
      },
      this.child(),
    );
    const attachment = new aws.iam.RolePolicyAttachment(
      this.childName("monitoring-policy"),
      { role: role.name, policyArn: aws.iam.ManagedPolicy.AmazonRDSEnhancedMonitoringRole },
      this.child(),
    );
    // RDS refuses an instance whose monitoring role may not publish yet.
    return pulumi.output({ arn: role.arn, attachment: attachment.id }).arn;
  }

  /** A reader in this region: one zone, no backups, no protection, for it holds nothing that its source does not. */
  #reader(
    ordinal: number,
    source: aws.rds.Instance,
    common: ReturnType<typeof commonArgs>,
  ): pulumi.Output<string> {
    return new aws.rds.Instance(
      this.childName(`reader-${ordinal}`),
      {
        ...common,
        // The identifier, not the ARN: RDS then takes key and subnet group from the source, and refuses others.
        ...replicaArgs(source.identifier),
        maintenanceWindow: windows.databaseMaintenance.reader,
      },
      this.child({ customTimeouts: timeouts }),
    ).address;
  }
}
