import { z } from "zod";
import { choice, listOf, matching, modes, section, whole } from "../fields";

/** Bounds: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html */
const tuning = section({
  /** MiB of PostgreSQL's own cache. @default a quarter of the instance's memory */
  sharedBuffersMiB: whole(128, 4_194_304).optional(),
  /** MiB the planner believes are cached, the operating system's share included. @default three quarters of it */
  effectiveCacheSizeMiB: whole(128, 16_777_216).optional(),
  /** Connections at the same time, 20 to 8388607. @default by memory, as RDS has it */
  maxConnections: whole(20, 8_388_607).optional(),
});

const anyDatabase = {
  /** Such as `db.m7g.xlarge`; the same in every region, so that a promoted standby carries the load. */
  instanceClass: matching(
    /^db\.[a-z0-9-]+\.[a-z0-9-]+$/,
    "be an RDS instance class",
    "write one such as db.m7g.large",
  ),
  /** Major version of PostgreSQL, in quotes, such as `"17"`; RDS chooses the minor one and keeps it current. */
  engineVersion: matching(
    /^[1-9]\d$/,
    "be a major version of PostgreSQL in quotes",
    'write one such as "17"; RDS keeps the minor version current',
  ),
  /** GiB of storage to begin with (gp3), 20 to 65536. */
  allocatedStorageGiB: whole(20, 65_536),
  /** Days back to which any second can be restored, 7 to 35. @default 7 */
  backupRetentionDays: whole(7, 35).default(7),
  tuning: tuning.prefault({}),
  /** RDS Proxy keeps connections through a failover, and pools them. @default none */
  proxy: choice("none", "rds-proxy").default("none"),
};

/** Bounds: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export const database = modes(
  "deployment",
  [
    /** A primary and a standby in another zone: fails over in 60 to 120 s; can follow into other regions. */
    section({
      deployment: z.literal("instance").optional().default("instance"),
      ...anyDatabase,
      /** GiB that storage grows to by itself; at least 10 % above `allocatedStorageGiB`. */
      maxAllocatedStorageGiB: whole(22, 65_536),
      /** Read replicas in the active region, beside the multi-AZ standby, 0 to 15. @default 0 */
      readReplicas: whole(0, 15).default(0),
    }),
    /** A writer and two readers in three zones: fails over in under 35 s; knows one region only. */
    section({ deployment: z.literal("cluster"), ...anyDatabase }),
  ],
  '"instance" or "cluster"',
);

const anyCache = {
  /** Major and minor version of Valkey, 7.2 or later, in quotes, such as `"8.0"`; patches come by themselves. */
  engineVersion: matching(
    /^(7\.[2-9]|([89]|[1-9]\d)\.\d+)$/,
    "be a major and minor version of Valkey in quotes, 7.2 or later",
    'write one such as "8.0"',
  ),
  /** Parts the keys are spread over, 1 to 250. */
  shards: whole(1, 250),
  /** Copies of each shard in other zones, 1 to 5. Never 0: then there is nothing to fail over to. */
  replicasPerShard: whole(1, 5, "failover needs a replica"),
  /** What a full cache forgets. @default allkeys-lru */
  maxmemoryPolicy: choice(
    "allkeys-lru",
    "allkeys-lfu",
    "allkeys-random",
    "volatile-lru",
    "volatile-lfu",
    "volatile-random",
    "volatile-ttl",
    "noeviction",
  ).default("allkeys-lru"),
  /** Days that daily snapshots are kept, 1 to 35. @default 7 */
  snapshotRetentionDays: whole(1, 35).default(7),
};

/** Bounds: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
export const cache = modes(
  "durability",
  [
    /** ElastiCache: what the replicas do not save, the last snapshot does. */
    section({
      durability: z.literal("snapshots").optional().default("snapshots"),
      ...anyCache,
      /** Such as `cache.r7g.large`. */
      nodeType: matching(
        /^cache\.[a-z0-9-]+\.[a-z0-9-]+$/,
        "be an ElastiCache node type",
        "write one such as cache.r7g.large",
      ),
      /** `global`: a Global Datastore, which every standby region follows. @default regional */
      scope: choice("regional", "global").default("regional"),
    }),
    /** MemoryDB: a write is acknowledged when a log in several zones has it. */
    section({
      durability: z.literal("transaction-log"),
      ...anyCache,
      /** Such as `db.r7g.large`. */
      nodeType: matching(
        /^db\.[a-z0-9-]+\.[a-z0-9-]+$/,
        "be a MemoryDB node type",
        "write one such as db.r7g.large",
      ),
    }),
  ],
  '"snapshots" or "transaction-log"',
);

/** When the application turns from one bucket to the next, and back. */
const circuitBreaker = section({
  /** Failures in a row that open the circuit. @default 5 */
  failureThreshold: whole(1, 1000).default(5),
  /** Successes in a row that close it. @default 2 */
  successThreshold: whole(1, 1000).default(2),
  /** Seconds it stays open before a request is let through again. @default 60 */
  openSeconds: whole(1, 3600).default(60),
  /** Requests let through while it is half open. @default 1 */
  halfOpenRequests: whole(1, 1000).default(1),
});

export const objectStore = section({
  /** Days that overwritten and deleted objects can be brought back. @default 30 */
  noncurrentVersionRetentionDays: whole(1, 36_500).default(30),
  /** `multi-region-access-point`: one name for the buckets of all regions, fixed once created. @default bucket */
  access: choice("bucket", "multi-region-access-point").default("bucket"),
  /** Seconds the application waits for a bucket, by its place in the list; the last counts for all further ones.
   * @default [5, 8, 15] */
  timeoutsSeconds: listOf(whole(1, 300))
    .min(1, { error: "must name at least one; add one" })
    .default([5, 8, 15]),
  circuitBreaker: circuitBreaker.prefault({}),
  /** A bucket of another provider, asked when every bucket of the platform failed. @default none */
  externalFallback: section({
    name: matching(/^[a-z][a-z0-9-]{0,39}$/, "be a lower-case name", "write one such as cloudflare-dr"),
    /** Its S3 endpoint. */
    endpoint: matching(
      /^https:\/\/[a-z0-9.-]+(:\d+)?$/,
      "be an https address without a path",
      "write one such as https://account.r2.example.com",
    ),
    bucket: matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "be the name of a bucket", "correct it"),
    /** Seconds the application waits for it. @default 20 */
    timeoutSeconds: whole(1, 300).default(20),
    /** The secret in `appTier.secrets` with its `accessKeyId` and `secretAccessKey`. */
    credentialsSecret: matching(
      /^[a-z][a-z0-9-]{0,39}$/,
      "be a name in appTier.secrets",
      "add it there as provided",
    ),
  }).optional(),
});
