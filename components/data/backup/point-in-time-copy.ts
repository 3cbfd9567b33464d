import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../kit/component";
import type { AnyDatabase } from "../any-database";

export interface PointInTimeCopyArgs {
  /** The database that takes writes, in another region. */
  readonly database: AnyDatabase;
  /** Key of the region that keeps the copy. */
  readonly keyArn: pulumi.Input<string>;
  /** Days back to which any second can be restored there, 1 to 35. */
  readonly retentionDays: number;
}

/**
 * A database's automated backups, snapshots and logs of every transaction, replicated to another region: there it can
 * be restored to any second, also when its own region and every replica are gone, or hold what should not have been
 * written. Give it the provider of the region that keeps the copy.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
 */
export class PointInTimeCopy extends Component {
  /** @throws {pulumi.ResourceError} of a cluster, or for a retention RDS refuses. */
  constructor(name: string, args: PointInTimeCopyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:PointInTimeCopy", name, opts);
    const { database, retentionDays } = args;
    this.require(
      database.deployment === "instance",
      "database must be an instance, got a cluster; RDS replicates no automated backups of a Multi-AZ DB cluster",
    );
    this.require(
      Number.isInteger(retentionDays) && retentionDays >= 1 && retentionDays <= 35,
      `retentionDays must be 1 to 35, got ${retentionDays}; RDS keeps automated backups no longer`,
    );
    new aws.rds.InstanceAutomatedBackupsReplication(
      this.childName("replication"),
      { sourceDbInstanceArn: database.arn, kmsKeyId: args.keyArn, retentionPeriod: retentionDays },
      // The first copy is that of the whole database.
      this.child({ customTimeouts: { create: "3h" } }),
    );
    this.registerOutputs();
  }
}
