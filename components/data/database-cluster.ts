import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { AnyDatabase, type CheckedDatabaseArgs, commonArgs, type DatabaseArgs } from "./any-database";
import { eachOf } from "./members";
import { postgresqlPort } from "../kit/ports";
import { parameters } from "./postgresql";
import { hasLocalDisk } from "../kit/instance-classes";

/** Instances of a Multi-AZ DB cluster: a writer and two readers, each in a zone of its own. */
const members = 3;

/**
 * PostgreSQL on an RDS Multi-AZ DB cluster: a commit waits for one of two readers in other zones, and one of them
 * takes over in under 35 s, where an instance ({@link Database}) takes 60 to 120 s.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts-failover.html
 *
 * It buys those seconds with its region: RDS replicates neither its automated backups nor its snapshots to another,
 * and its storage does not grow by itself. For a database that must survive the loss of a region, take an instance.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.Limitations.html
 */
export class DatabaseCluster extends AnyDatabase {
  readonly deployment = "cluster";

  /** @throws {pulumi.ResourceError} for another region, storage that grows, or a class without a local disk. */
  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:DatabaseCluster", name, opts);
    const { family, windows } = this.#validated(args);
    const isProtected = args.protection === "protected";

    const subnetGroup = this.subnets(args);
    const parameterGroup = new aws.rds.ClusterParameterGroup(
      this.childName("parameters"),
      { family, parameters: parameters(args.allocatedStorageGiB, args.tuning) },
      this.child(),
    );
    const credential = this.credential(args);
    const cluster = new aws.rds.Cluster(
      this.childName("cluster"),
      {
        ...commonArgs(args, this.monitoringRole()),
        ...this.finalSnapshot(args),
        dbClusterInstanceClass: args.instanceClass,
        port: postgresqlPort,
        dbSubnetGroupName: subnetGroup.name,
        dbClusterParameterGroupName: parameterGroup.name,
        allocatedStorage: args.allocatedStorageGiB,
        kmsKeyId: args.keyArn,
        databaseName: AnyDatabase.databaseName,
        masterUsername: AnyDatabase.username,
        masterPassword: credential.password,
        backupRetentionPeriod: args.backupRetentionDays,
        preferredBackupWindow: windows.databaseBackup,
        preferredMaintenanceWindow: windows.databaseMaintenance.first,
        deletionProtection: isProtected,
      },
      this.child({ protect: isProtected, customTimeouts: { create: "3h", update: "2h" } }),
    );

    const { arn, clusterIdentifier: identifier, endpoint, port } = cluster;
    this.publish({
      arn,
      identifier,
      endpoint,
      port,
      instanceIdentifiers: eachOf(members, cluster.clusterMembers),
      // The one name of both readers.
      readReplicaEndpoints: [cluster.readerEndpoint],
      credentialArn: credential.arn,
      password: credential.password,
      subnetGroupName: subnetGroup.name,
    });
  }

  #validated(args: DatabaseArgs): CheckedDatabaseArgs {
    const { subnetIds, maxAllocatedStorageGiB, readReplicas = 0, instanceClass, role, credential } = args;
    const checked = this.checked(args);
    this.require(
      subnetIds.length >= members,
      `subnetIds must list subnets in at least 3 zones, got ${subnetIds.length}; a cluster has an instance in each`,
    );
    this.require(
      role.kind === "primary" && credential.kind === "own" && credential.replicaRegions.length === 0,
      "deployment cluster has no part in another region, neither as a replica nor with one; " +
        "RDS replicates no backups or snapshots of it: choose deployment instance, or list one region",
    );
    this.require(
      maxAllocatedStorageGiB === undefined,
      `maxAllocatedStorageGiB must be left out of a cluster, got ${maxAllocatedStorageGiB ?? ""}; ` +
        "its storage does not grow by itself: watch it, and raise allocatedStorageGiB",
    );
    this.require(
      readReplicas === 0,
      `readReplicas must be 0 for a cluster, got ${readReplicas}; it has two readers already`,
    );
    this.require(
      hasLocalDisk(instanceClass),
      `instanceClass of a cluster must be of a family with a local disk, got ${instanceClass}; ` +
        "choose one such as db.m6gd.large or db.r6gd.large",
    );
    return checked;
  }
}
