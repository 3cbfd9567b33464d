import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameSuffix } from "../aws/name-suffix";
import { ServiceRole } from "../aws/service-role";
import type { ApplyChanges } from "../kit/apply-changes";
import { Component } from "../kit/component";
import { Credential, type ReplicaRegion, secretArnIn } from "./credential";
import { memoryGib } from "../kit/instance-classes";
import { parameterFamily, type DatabaseTuning } from "./postgresql";
import type { Protection } from "../kit/protection";
import {
  defaultDailyAtUtc,
  notATime,
  type MaintenanceWindows,
  maintenanceWindows,
} from "./maintenance-windows";

export interface DatabaseArgs {
  /** Subnets of the data tier, one a zone; at least two, three for a cluster. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  /** Key of this region: it encrypts storage, backups and insights. */
  readonly keyArn: pulumi.Input<string>;
  readonly protection: Protection;
  /** For example `db.m7g.large`; a cluster needs a family with a local disk, such as `db.m6gd.large`. */
  readonly instanceClass: string;
  /** Major version of PostgreSQL, such as `17`; RDS chooses the minor one and keeps it current. */
  readonly engineVersion: string;
  readonly allocatedStorageGiB: number;
  /** Where an instance's storage stops growing by itself, at least 10 % above `allocatedStorageGiB`; an instance needs
   * it, a cluster's storage cannot grow. @default it does not grow */
  readonly maxAllocatedStorageGiB?: number;
  /** Days back to which any second can be restored: 7 to 35. */
  readonly backupRetentionDays: number;
  /** Readers beside an instance, 0 to 15, in whatever role: those of a `replica` follow it also once it is promoted. @default 0 */
  readonly readReplicas?: number;
  /** How it uses its memory. @default from the memory of the instance class */
  readonly tuning?: DatabaseTuning;
  /** When the day's backups begin, `HH:MM` UTC. @default 02:00 */
  readonly dailyAtUtc?: string;
  readonly applyChanges: ApplyChanges;
  /** What the database does now; it changes in place. */
  readonly role: DatabaseRole;
  /** Whose credential it has; fixed once created, whatever the role. */
  readonly credential: OwnCredential | SharedCredential;
  /** `allowed`: Pulumi and AWS may delete the database in order to make it anew. @default refused */
  readonly rebuild?: "refused" | "allowed";
}

/**
 * - `primary` takes writes;
 * - `replica` follows a primary in another region, ready to be promoted;
 * - `fenced` stays what it is, a primary of which nothing is asked: RDS makes no replica of it again.
 */
export type DatabaseRole =
  | { readonly kind: "primary" }
  | { readonly kind: "replica"; readonly sourceArn: pulumi.Input<string> }
  | { readonly kind: "fenced" };

/** A credential of its own, which its replicas in other regions share. */
export interface OwnCredential {
  readonly kind: "own";
  /** Regions in which it must be readable too. */
  readonly replicaRegions: readonly ReplicaRegion[];
}

/** That of a database in another region: a replica has the users and passwords of its source, also once promoted. */
export interface SharedCredential {
  readonly kind: "shared";
  /** Region of this database. */
  readonly region: string;
  readonly owner: Pick<AnyDatabase, "credentialArn" | "password">;
}

/** Parameter group family and windows, read from arguments that were found right. */
export interface CheckedDatabaseArgs {
  readonly family: string;
  readonly windows: MaintenanceWindows;
}

/** What others see of a database. */
interface DatabaseAttributes {
  readonly arn: pulumi.Output<string>;
  /** Of the instance, or of the cluster. */
  readonly identifier: pulumi.Output<string>;
  /** Identifiers of every instance it is made of: what metrics and alarms name. */
  readonly instanceIdentifiers: pulumi.Output<string>[];
  /** Host name to write to, without the port; it stays the same through a failover. */
  readonly endpoint: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  /** Host names to read from. */
  readonly readReplicaEndpoints: pulumi.Output<string>[];
  /** Secret with `username` and `password`, readable in the database's own region. */
  readonly credentialArn: pulumi.Output<string>;
  /** A Pulumi secret; all databases that share the credential have it. */
  readonly password: pulumi.Output<string>;
  /** What a restored copy needs to be in the same network. */
  readonly subnetGroupName: pulumi.Output<string>;
}

/** A PostgreSQL database in either deployment, and what both are made with. */
export abstract class AnyDatabase extends Component implements DatabaseAttributes {
  static readonly databaseName = "app";
  static readonly username = "platform";

  abstract readonly deployment: "instance" | "cluster";
  readonly arn!: pulumi.Output<string>;
  readonly identifier!: pulumi.Output<string>;
  readonly instanceIdentifiers!: pulumi.Output<string>[];
  readonly endpoint!: pulumi.Output<string>;
  readonly port!: pulumi.Output<number>;
  readonly readReplicaEndpoints!: pulumi.Output<string>[];
  readonly credentialArn!: pulumi.Output<string>;
  readonly password!: pulumi.Output<string>;
  readonly subnetGroupName!: pulumi.Output<string>;

  /** Sets the attributes above and registers the outputs; last in a constructor. */
  protected publish(attributes: DatabaseAttributes): void {
    Object.assign(this, attributes);
    const { arn, endpoint, port, credentialArn, readReplicaEndpoints } = attributes;
    this.registerOutputs({ arn, endpoint, port, credentialArn, readReplicaEndpoints });
  }

  /** @throws {pulumi.ResourceError} for what neither deployment can work with. */
  protected checked(args: DatabaseArgs): CheckedDatabaseArgs {
    const { engineVersion, backupRetentionDays, dailyAtUtc = defaultDailyAtUtc } = args;
    const family = parameterFamily(engineVersion);
    this.require(
      family !== undefined,
      `engineVersion must be a major version of PostgreSQL such as 17, got ${engineVersion}; RDS chooses the minor one`,
    );
    this.require(
      backupRetentionDays >= 7 && backupRetentionDays <= 35,
      `backupRetentionDays must be 7 to 35, got ${backupRetentionDays}; a replica needs backups of its source`,
    );
    this.#checkTuning(args);
    const windows = maintenanceWindows(dailyAtUtc);
    this.require(windows !== undefined, notATime(dailyAtUtc));
    return { family, windows };
  }

  #checkTuning({ instanceClass, tuning = {} }: DatabaseArgs): void {
    const memory = memoryGib(instanceClass);
    const limit = memory === undefined ? "" : ` below the ${memory * 1024} of ${instanceClass}`;
    for (const name of ["sharedBuffersMiB", "effectiveCacheSizeMiB"] as const) {
      const given = tuning[name] ?? 1;
      this.require(
        Number.isInteger(given) && given >= 1 && given < (memory ?? Infinity) * 1024,
        `tuning.${name} must be a whole number${limit}, got ${given}; leave it out and RDS computes it from the class`,
      );
    }
    const { maxConnections = 6 } = tuning;
    this.require(
      Number.isInteger(maxConnections) && maxConnections >= 6 && maxConnections <= 8_388_607,
      `tuning.maxConnections must be 6 to 8388607, got ${maxConnections}; RDS allows no other`,
    );
  }

  protected subnets(args: DatabaseArgs): aws.rds.SubnetGroup {
    return new aws.rds.SubnetGroup(
      this.childName("subnets"),
      { subnetIds: [...args.subnetIds] },
      this.child(),
    );
  }

  /** The credential as it is read in this region: made here, or another database's. */
  protected credential({
    credential,
    keyArn,
    protection,
  }: DatabaseArgs): Pick<Credential, "arn" | "password"> {
    if (credential.kind === "shared") {
      const { region, owner } = credential;
      return { arn: secretArnIn(region, owner.credentialArn), password: owner.password };
    }
    const { replicaRegions } = credential;
    return new Credential(
      this.childName("credential"),
      { username: AnyDatabase.username, keyArn, replicaRegions, protection },
      { parent: this },
    );
  }

  /** Whether to take a last snapshot, and under which name. */
  protected finalSnapshot({ protection }: DatabaseArgs) {
    if (protection === "disposable") return { skipFinalSnapshot: true };
    // Lives as long as this database is a primary: each primacy leaves a snapshot under a name of its own, where
    // a fixed name would stop the second rebuild ("DBSnapshotAlreadyExists").
    const suffix = nameSuffix(this.childName("final-snapshot"), this.child());
    const finalSnapshotIdentifier = pulumi.interpolate`${this.childName("final")}-${suffix}`;
    return { skipFinalSnapshot: false, finalSnapshotIdentifier };
  }

  /** The role with which RDS publishes the metrics of the operating system. */
  protected monitoringRole(): pulumi.Output<string> {
    // RDS refuses a database whose monitoring role may not publish yet.
    return new ServiceRole(
      this.childName("monitoring"),
      {
        service: "monitoring.rds.amazonaws.com",
        managedPolicies: ["service-role/AmazonRDSEnhancedMonitoringRole"],
      },
      this.nested(),
    ).arn;
  }
}

/**
 * What every database has, in whichever deployment and role. Its logs go to log groups that RDS makes by itself,
 * without retention: one made here first would need a fixed identifier, under which no instance can be rebuilt while
 * its predecessor exists; one made after would find RDS's there already ("ResourceAlreadyExistsException").
 * https://github.com/hashicorp/terraform-provider-aws/issues/5348
 */
export function commonArgs(args: DatabaseArgs, monitoringRoleArn: pulumi.Output<string>) {
  return {
    engine: "postgres",
    // On replicas too, although they inherit it: promoted without it, they would seem to ask for another version.
    engineVersion: args.engineVersion,
    autoMinorVersionUpgrade: true,
    applyImmediately: args.applyChanges === "immediately",
    vpcSecurityGroupIds: [args.securityGroupId],
    storageType: "gp3",
    storageEncrypted: true,
    copyTagsToSnapshot: true,
    iamDatabaseAuthenticationEnabled: true,
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
    databaseInsightsMode: "standard",
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: args.keyArn,
    // Days; what the standard mode includes.
    performanceInsightsRetentionPeriod: 7,
    // Seconds between samples of the operating system.
    monitoringInterval: 15,
    monitoringRoleArn,
  };
}
