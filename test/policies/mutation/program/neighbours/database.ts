/** An Aurora database that follows from region to region, with a reader in each. */
import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";

import type { NeighbourContext } from "./context";

const engine = "aurora-postgresql";
const instanceClass = "db.r7g.large";

export function joinedDatabase({ here }: NeighbourContext): aws.rds.GlobalCluster {
  return new aws.rds.GlobalCluster(
    "neighbour-global",
    {
      globalClusterIdentifier: "neighbour",
      engine,
      engineVersion: "17.4",
      storageEncrypted: true,
      deletionProtection: true,
    },
    { ...here, protect: true },
  );
}

export function neighbourDatabase(
  { name, subnetIds, region, here }: NeighbourContext,
  joined: aws.rds.GlobalCluster,
  writes: boolean,
): aws.rds.Cluster {
  const group = new aws.rds.SubnetGroup(name("database-subnets"), { subnetIds: [...subnetIds] }, here);
  const key = new aws.kms.Key(name("key"), { enableKeyRotation: true }, { ...here, protect: true });
  const password = writes && new random.RandomPassword(name("password"), { length: 32 }).result;
  const cluster = new aws.rds.Cluster(
    name("database"),
    {
      engine,
      engineVersion: "17.4",
      globalClusterIdentifier: joined.id,
      dbSubnetGroupName: group.name,
      kmsKeyId: key.arn,
      storageEncrypted: true,
      backupRetentionPeriod: 7,
      deletionProtection: true,
      finalSnapshotIdentifier: "neighbour-last",
      ...(password && { masterUsername: "neighbour", masterPassword: password }),
    },
    { ...here, protect: true },
  );
  for (const letter of ["a", "b"]) {
    new aws.rds.ClusterInstance(
      name(`database-${letter}`),
      { clusterIdentifier: cluster.id, engine, instanceClass, availabilityZone: region + letter },
      { ...here, protect: true },
    );
  }
  return cluster;
}
