import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { DatabaseArgs } from "../../../../components/data/any-database";
import { Backup } from "../../../../components/data/backup/backup";
import { PointInTimeCopy } from "../../../../components/data/backup/point-in-time-copy";
import { protectedBucket, protectedDatabase } from "../../../../components/data/backup/protected-store";
import { BackupVault } from "../../../../components/data/backup/vault";
import { Cache, type CacheArgs } from "../../../../components/data/cache";
import { Database } from "../../../../components/data/database";
import { DatabaseCluster } from "../../../../components/data/database-cluster";
import { DatabaseProxy } from "../../../../components/data/database-proxy";
import { DurableCache } from "../../../../components/data/durable-cache";
import { MultiRegionAccessPoint } from "../../../../components/data/multi-region-access-point";
import { ObjectReplication } from "../../../../components/data/object-replication";
import { ObjectStore } from "../../../../components/data/object-store";
import { Encryption } from "../../../../components/security/encryption";
import { Network } from "../../../../components/network/network";

const protection = "disposable";

function place(region: string, octet: number) {
  const opts = { providers: [new aws.Provider(region, { region })] };
  const { dataSubnetIds: subnetIds, vpcId } = new Network(
    `${region}-network`,
    {
      cidrBlock: `10.${octet}.0.0/16`,
      availabilityZones: ["a", "b", "c"].map((letter) => region + letter),
      natGateways: "one-per-zone",
      flowLog: { destination: "s3", aggregationSeconds: 600, retentionDays: 1 },
      protection,
    },
    opts,
  );
  const { keyArn } = new Encryption(`${region}-encryption`, { protection }, opts);
  const group = new aws.ec2.SecurityGroup(`${region}-data`, { vpcId }, { provider: opts.providers[0] });
  const data = { subnetIds, securityGroupId: group.id, keyArn, protection } as const;
  const store = new ObjectStore(
    `${region}-objects`,
    { keyArn, protection, noncurrentVersionRetentionDays: 30 },
    opts,
  );
  const vault = new BackupVault(
    `${region}-vault`,
    { keyArn, protection, lock: "governance", retentionDays: 35 },
    opts,
  );
  return { region, opts, data, store, vault };
}

const here = place("us-east-1", 10);
const there = place("eu-west-1", 20);
const elsewhere = [{ region: there.region }];

const size = {
  instanceClass: "db.m6gd.xlarge",
  engineVersion: "17",
  allocatedStorageGiB: 200,
  backupRetentionDays: 7,
  applyChanges: "in-maintenance-window",
} satisfies Partial<DatabaseArgs>;
const growing = { ...size, maxAllocatedStorageGiB: 400, readReplicas: 1 };
const database = new Database(
  "orders",
  {
    ...here.data,
    ...growing,
    role: { kind: "primary" },
    credential: { kind: "own", replicaRegions: elsewhere },
  },
  here.opts,
);
new Database(
  "orders-replica",
  {
    ...there.data,
    ...growing,
    role: { kind: "replica", sourceArn: database.arn },
    credential: { kind: "shared", region: there.region, owner: database },
  },
  there.opts,
);
const cluster = new DatabaseCluster(
  "sales",
  { ...here.data, ...size, role: { kind: "primary" }, credential: { kind: "own", replicaRegions: [] } },
  here.opts,
);
const proxies = [database, cluster].map(
  (target) =>
    new DatabaseProxy(
      `${target.deployment}-proxy`,
      { ...here.data, region: here.region, database: target },
      here.opts,
    ),
);

const shards: Omit<CacheArgs, "subnetIds" | "securityGroupId" | "keyArn"> = {
  engineVersion: "8.0",
  nodeType: "cache.r7g.large",
  shards: 2,
  replicasPerShard: 1,
  maxmemoryPolicy: "allkeys-lru",
  snapshotRetentionDays: 7,
  protection: "protected",
  logRetentionDays: 30,
  applyChanges: "in-maintenance-window",
  accessString: "on ~* &* +@all -@admin -@dangerous",
  activePassword: "first",
};
const globalPrimary = new Cache(
  "sessions-us",
  { ...here.data, ...shards, datastore: { kind: "global-primary", replicaRegions: elsewhere } },
  here.opts,
);
const member = new Cache(
  "sessions-eu",
  { ...there.data, ...shards, datastore: { kind: "secondary", region: there.region, globalPrimary } },
  there.opts,
);
const durable = new DurableCache(
  "queue",
  { ...here.data, ...shards, engineVersion: "7.3", nodeType: "db.r7g.large" },
  here.opts,
);

for (const [source, destination] of [
  [here, there],
  [there, here],
] as const) {
  new ObjectReplication(`${source.region}-copy`, { source, destinations: [destination] }, source.opts);
}
const accessPoint = new MultiRegionAccessPoint("assets", { stores: [here, there], protection }, here.opts);

new PointInTimeCopy("orders-copy", { database, keyArn: there.data.keyArn, retentionDays: 7 }, there.opts);
const backup = new Backup(
  "backup",
  {
    vault: here.vault,
    recoveryVault: there.vault,
    stores: [
      protectedDatabase(database, here.data.securityGroupId),
      { ...protectedDatabase(cluster, here.data.securityGroupId), name: "sales" },
      protectedBucket(here.store),
    ],
    restoreTesting: "weekly",
  },
  here.opts,
);

export const seen = pulumi.output({
  proxies: proxies.map(({ endpoint }) => endpoint),
  clusterInstances: cluster.instanceIdentifiers,
  memberNodes: member.nodeIdentifiers,
  durableNodes: durable.nodeIdentifiers,
  caches: [globalPrimary, member, durable].map(({ configurationEndpoint }) => configurationEndpoint),
  accessPoint: accessPoint.alias,
  plans: backup.planIds,
});
