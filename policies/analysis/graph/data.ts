/** What keeps data: RDS, Aurora, DynamoDB, ElastiCache, S3, and the keys and secrets that open it. */
import {
  BACKUPS_REPLICATION,
  BACKUP_VAULT,
  BUCKET,
  CACHE_CLUSTER,
  CACHE_GROUP,
  CACHE_SUBNET_GROUP,
  DB_INSTANCE,
  GLOBAL_DATASTORE,
  KMS_KEY,
  KMS_REPLICA_KEY,
  MEMORYDB_CLUSTER,
  MEMORYDB_SUBNET_GROUP,
  RDS_CLUSTER,
  RDS_CLUSTER_INSTANCE,
  RDS_GLOBAL_CLUSTER,
  RDS_SUBNET_GROUP,
  SECRET,
  SERVERLESS_CACHE,
  TABLE,
  TABLE_REPLICA,
} from "../../resources";
import type { Describe } from "./describe";
import { describing, redundant, single, undecided } from "./describe";
import { Reader, valueOf } from "./reader";
import type { TriState, Capacity, Facts } from "./types";

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
  const failover = (read.has("automaticFailoverEnabled") ? read : sharded(read)).answer(
    "automaticFailoverEnabled",
    "no",
  );
  const hasReplica: TriState = replicas === undefined ? "unknown" : replicas > 0 ? "yes" : "no";
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
  const preferred = read.field("preferredAvailabilityZones").strings();
  const named = preferred.state === "known" ? preferred.value : [];
  return {
    tier: "cache",
    zones: named.length > 0 ? named : read.text("availabilityZone"),
    capacity: {
      units,
      unit: "node",
      overZones: nodesOverZones(named, read),
      overHosts: { kind: "one-each" },
      keptWhileDrained: units === undefined ? undefined : units - 1,
    },
    facts: { ...read.claims(), ...size(read, "nodeType") },
  };
};

/** Nodes that are not placed one by one are in one zone, unless `azMode` says otherwise. */
function nodesOverZones(named: readonly string[], read: Reader): Capacity["overZones"] {
  const counts = [...new Set(named)].map((zone) => named.filter((each) => each === zone).length);
  if (counts.length > 1) {
    return { kind: "skew", maxSkew: Math.max(...counts) - Math.min(...counts), minDomains: 1 };
  }
  const spreads = named.length === 0 && read.text("azMode") === "cross-az";
  return { kind: spreads ? "balanced" : "together" };
}

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

function backups(read: Reader, left: number): TriState {
  const days = read.number("backupRetentionPeriod", left);
  return days === undefined ? "unknown" : days > 0 ? "yes" : "no";
}

function capacityBy(survives: TriState, unit: string): Capacity {
  if (survives === "unknown") return undecided(unit);
  return survives === "yes" ? redundant(unit) : single(unit);
}

function both(one: TriState, other: TriState): TriState {
  if (one === "no" || other === "no") return "no";
  return one === "unknown" || other === "unknown" ? "unknown" : "yes";
}

function spread(survives: TriState): Capacity["overZones"] {
  return { kind: survives === "yes" ? "redundant" : "together" };
}

function size(read: Reader, path: string): Pick<Facts, "size"> {
  const found = valueOf(read.field(path).string());
  return found === undefined ? {} : { size: found };
}

/** What only joins others: it holds them, or copies from one to the other. */
const HUBS = [
  ...RDS_GLOBAL_CLUSTER,
  ...GLOBAL_DATASTORE,
  ...BACKUPS_REPLICATION,
  ...BACKUP_VAULT,
  ...TABLE_REPLICA,
  ...RDS_SUBNET_GROUP,
  ...CACHE_SUBNET_GROUP,
  ...MEMORYDB_SUBNET_GROUP,
];

export const data: Readonly<Record<string, Describe>> = {
  ...describing(DB_INSTANCE, rdsInstance),
  ...describing(RDS_CLUSTER, rdsCluster),
  ...describing(RDS_CLUSTER_INSTANCE, clusterInstance),
  ...describing(TABLE, dynamoTable),
  ...describing(CACHE_GROUP, replicationGroup),
  ...describing(CACHE_CLUSTER, cacheCluster),
  ...describing(SERVERLESS_CACHE, () => ({ tier: "cache", capacity: redundant("cache") })),
  ...describing(MEMORYDB_CLUSTER, memoryDb),
  ...describing(BUCKET, bucket),
  ...describing([...KMS_KEY, ...KMS_REPLICA_KEY], key),
  ...describing(SECRET, secret),
  ...describing(HUBS, () => ({})),
};
