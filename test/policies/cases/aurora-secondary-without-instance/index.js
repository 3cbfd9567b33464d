// An Aurora global database whose second region has a cluster and no instance.
const { aws, pulumi, failoverPair } = require("../lib/regions");

const { east, west } = failoverPair();
const settings = {
  engine: "aurora-postgresql",
  engineVersion: "16.4",
  storageEncrypted: true,
  deletionProtection: true,
};
const world = new aws.rds.GlobalCluster(
  "orders",
  { globalClusterIdentifier: "orders", ...settings },
  { ...east.opts, protect: true },
);
const member = ({ name, net, opts }, more, dependsOn = []) => {
  const key = new aws.kms.Key(`orders-${name}`, { enableKeyRotation: true }, { ...opts, protect: true });
  const subnets = new aws.rds.SubnetGroup(`orders-${name}`, { subnetIds: net.privateIds }, opts);
  return new aws.rds.Cluster(
    `orders-${name}`,
    {
      ...settings,
      clusterIdentifier: `orders-${name}`,
      globalClusterIdentifier: world.id,
      dbSubnetGroupName: subnets.name,
      kmsKeyId: key.arn,
      backupRetentionPeriod: 14,
      finalSnapshotIdentifier: `orders-${name}-final`,
      ...more,
    },
    { ...opts, protect: true, dependsOn },
  );
};
const first = member(east, { masterUsername: "app", masterPassword: pulumi.secret("not-a-real-one-123") });
for (const zone of ["us-east-1a", "us-east-1b"]) {
  new aws.rds.ClusterInstance(
    `orders-${zone}`,
    {
      clusterIdentifier: first.id,
      engine: "aurora-postgresql",
      instanceClass: "db.r7g.large",
      availabilityZone: zone,
    },
    { ...east.opts, protect: true },
  );
}
member(west, {}, [first]);
