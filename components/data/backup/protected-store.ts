import * as pulumi from "@pulumi/pulumi";
import type { AnyDatabase } from "../any-database";
import type { ObjectStore } from "../object-store";

/** A store of data as AWS Backup sees it. ElastiCache and MemoryDB are none: they keep snapshots of their own. */
export interface ProtectedStore {
  /** Letters that tell it from the other stores of a {@link Backup}. */
  readonly name: string;
  readonly type: "RDS" | "S3";
  readonly arn: pulumi.Output<string>;
  /** Whether its backups can be copied to another region. */
  readonly copies: "supported" | "unsupported";
  /** Where a restore on trial puts it; left to AWS, a database would go to a default VPC that may not exist. */
  readonly restoreTo: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * A database. Its backups are snapshots: with AWS Backup's continuous backups, AWS Backup would take RDS's own
 * point-in-time recovery over, with its window and retention, and this program would fight it for both.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/rds-backup.html (copies of clusters, continuous backups)
 */
export function protectedDatabase(
  database: AnyDatabase,
  securityGroupId: pulumi.Input<string>,
): ProtectedStore {
  return {
    name: "database",
    type: "RDS",
    arn: database.arn,
    copies: database.deployment === "instance" ? "supported" : "unsupported",
    restoreTo: {
      dbSubnetGroupName: database.subnetGroupName,
      vpcSecurityGroupIds: pulumi.jsonStringify([securityGroupId]),
    },
  };
}

/** A bucket, versioned as AWS Backup demands. That it replicates is no reason to leave it out: mistakes replicate too. */
export function protectedBucket(store: ObjectStore): ProtectedStore {
  return { name: "objects", type: "S3", arn: store.bucketArn, copies: "supported", restoreTo: {} };
}
