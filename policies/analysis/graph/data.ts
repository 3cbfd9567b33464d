/** What keeps data: RDS, Aurora, DynamoDB, ElastiCache, S3, and the keys and secrets that open it. */
import type { Describe } from "./describe";
import { redundant, single, undecided } from "./describe";
import { Reader, valueOf } from "./reader";
import type { Answer, Capacity, Facts } from "./types";

const rdsInstance: Describe = (read) => {
  const multiAz = read.answer("multiAz", "no");
  return {
    tier: "database",
    // With a standby elsewhere, the zone of the primary decides nothing.
    zones: multiAz === "no" ? read.text("availabilityZone") : undefined,
    capacity: capacityBy(multiAz, "writer"),
    facts: {
      ...read.claims(),
      ...size(read, "instanceClass"),
      takeover: "rds-multi-az-instance",
      keepsBackups: backups(read, 0),
    },
  };
};

/** An Aurora cluster is storage: its instances are the units. A cluster with an instance class is Multi-AZ by itself. */
const rdsCluster: Describe = (read) => ({
  tier: "database",
  ...(read.has("dbClusterInstanceClass") && { capacity: redundant("writer") }),
  facts: {
    ...read.claims(),
    ...size(read, "dbClusterInstanceClass"),
    takeover: read.has("dbClusterInstanceClass") ? "rds-multi-az-cluster" : "aurora",
    keepsBackups: backups(read, 1),
    // The member of a global database that was given credentials is the one that takes writes.
    writes: ["masterUsername", "masterPassword", "manageMasterUserPassword", "snapshotIdentifier"].some(
      (property) => read.has(property),
    ),
  },
});

const clusterInstance: Describe = (read) => ({
  tier: "database",
  zones: read.text("availabilityZone"),
  capacity: single("instance"),
  facts: { ...read.claims(), ...size(read, "instanceClass"), takeover: "aurora" },
});

const dynamoTable: Describe = (read) => ({
  tier: "database",
  capacity: redundant("table"),
  facts: {
    ...read.claims(),
    keepsBackups: read.answer("pointInTimeRecovery.enabled", "no"),
    replicaRegions: read
      .field("replicas")
      .items()
      .flatMap((replica) => valueOf(replica.at("regionName").string()) ?? []),
  },
});

const replicationGroup: Describe = (read) => {
  const shards = sharded(read).number("numNodeGroups", 1);
  const nodes = read.number("numCacheClusters", 1);
  const replicas = read.number("replicasPerNodeGroup", nodes === undefined ? undefined : nodes - 1);
  const failover = read.answer("automaticFailoverEnabled", "no");
  const hasReplica: Answer = replicas === undefined ? "unknown" : replicas > 0 ? "yes" : "no";
  const overHosts = both(failover, hasReplica);
  const overZones = both(overHosts, read.answer("multiAzEnabled", "no"));
  const units =
    shards === undefined || overHosts === "unknown" || overZones === "unknown" ? undefined : shards;
  return {
    tier: "cache",
    capacity: {
      units,
      unit: "shard",
      overZones: spread(overZones),
      overHosts: spread(overHosts),
      keptWhileDrained: overHosts === "yes" ? units : 0,
    },
    facts: {
      ...read.claims(),
      ...size(sharded(read), "nodeType"),
      takeover: "elasticache-failover",
      // A cache is one service: every shard holds keys that no other has.
      ...(units !== undefined && { neededUnits: units }),
    },
  };
};

/** A member of a Global Datastore has the shards and the node type of the first one, and may not set them itself. */
function sharded(read: Reader): Reader {
  const [first] = read.resource
    .dependenciesOf("globalReplicationGroupId")
    .flatMap((datastore) => datastore.dependenciesOf("primaryReplicationGroupId"));
  return first && !read.has("numNodeGroups") ? new Reader(first, read.plan) : read;
}

/** MemoryDB spreads a shard's replicas over the zones of its subnets by itself. */
const memoryDb: Describe = (read) => {
  const shards = read.number("numShards", 1);
  const replicas = read.number("numReplicasPerShard", 1);
  const units = replicas === undefined ? undefined : shards;
  const spreads = spread(replicas === 0 ? "no" : "yes");
  return {
    tier: "cache",
    capacity: {
      units,
      unit: "shard",
      overZones: spreads,
      overHosts: spreads,
      keptWhileDrained: replicas === 0 ? 0 : units,
    },
    facts: {
      ...read.claims(),
      ...size(read, "nodeType"),
      ...(units !== undefined && { neededUnits: units }),
    },
  };
};

const cacheCluster: Describe = (read) => {
  // A member of a replication group is counted there.
  if (read.has("replicationGroupId")) return {};
  const units = read.number("numCacheNodes", 1);
  const spreads = read.text("azMode") === "cross-az" || read.has("preferredAvailabilityZones");
  return {
    tier: "cache",
    zones: read.text("availabilityZone"),
    capacity: {
      units,
      unit: "node",
      overZones: { kind: spreads ? "balanced" : "together" },
      overHosts: { kind: "one-each" },
      keptWhileDrained: units === undefined ? undefined : units - 1,
    },
    facts: { ...read.claims(), ...size(read, "nodeType") },
  };
};

const bucket: Describe = (read) => ({
  tier: "object-store",
  capacity: redundant("bucket"),
  facts: {
    ...read.claims(),
    versioned: read.has("versioning") ? read.answer("versioning.enabled", "no") : "no",
  },
});

const key: Describe = (read) => ({ facts: read.claims() });

const secret: Describe = (read) => ({
  tier: "secrets",
  capacity: redundant("secret"),
  facts: {
    ...read.claims(),
    replicaRegions: read
      .field("replicas")
      .items()
      .flatMap((replica) => valueOf(replica.at("region").string()) ?? []),
  },
});

function backups(read: Reader, left: number): Answer {
  const days = read.number("backupRetentionPeriod", left);
  return days === undefined ? "unknown" : days > 0 ? "yes" : "no";
}

function capacityBy(survives: Answer, unit: string): Capacity {
  if (survives === "unknown") return undecided(unit);
  return survives === "yes" ? redundant(unit) : single(unit);
}

function both(one: Answer, other: Answer): Answer {
  if (one === "no" || other === "no") return "no";
  return one === "unknown" || other === "unknown" ? "unknown" : "yes";
}

function spread(survives: Answer): Capacity["overZones"] {
  return { kind: survives === "yes" ? "redundant" : "together" };
}

function size(read: Reader, path: string): Pick<Facts, "size"> {
  const found = valueOf(read.field(path).string());
  return found === undefined ? {} : { size: found };
}

export const data: Readonly<Record<string, Describe>> = {
  "aws:rds/instance:Instance": rdsInstance,
  "aws:rds/cluster:Cluster": rdsCluster,
  "aws:rds/clusterInstance:ClusterInstance": clusterInstance,
  "aws:rds/globalCluster:GlobalCluster": () => ({}),
  "aws:rds/subnetGroup:SubnetGroup": () => ({}),
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": () => ({}),
  "aws:backup/vault:Vault": () => ({}),
  "aws:dynamodb/table:Table": dynamoTable,
  "aws:dynamodb/tableReplica:TableReplica": () => ({}),
  "aws:elasticache/replicationGroup:ReplicationGroup": replicationGroup,
  "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": () => ({}),
  "aws:elasticache/cluster:Cluster": cacheCluster,
  "aws:elasticache/serverlessCache:ServerlessCache": () => ({ tier: "cache", capacity: redundant("cache") }),
  "aws:elasticache/subnetGroup:SubnetGroup": () => ({}),
  "aws:memorydb/cluster:Cluster": memoryDb,
  "aws:memorydb/subnetGroup:SubnetGroup": () => ({}),
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketV2:BucketV2": bucket,
  "aws:kms/key:Key": key,
  "aws:kms/replicaKey:ReplicaKey": key,
  "aws:secretsmanager/secret:Secret": secret,
};
