import type * as pulumi from "@pulumi/pulumi";
import type { Metric } from "./metric";

type DatabaseMetric =
  | "CPUUtilization"
  | "DatabaseConnections"
  | "FreeStorageSpace"
  | "OldestReplicationSlotLag"
  | "ReadLatency"
  | "ReplicaLag"
  | "TransactionLogsDiskUsage"
  | "WriteLatency";

/** A metric of one RDS instance; a Multi-AZ DB cluster measures each of its three instances. */
export function ofInstance(
  identifier: pulumi.Input<string>,
  name: DatabaseMetric,
  statistic: string,
): Metric {
  return { namespace: "AWS/RDS", name, dimensions: { DBInstanceIdentifier: identifier }, statistic };
}
