import { z } from "zod";
import { choice, listOf, matching, modes, section, whole } from "../fields";
import { secretName } from "./app-tier";

const applyChanges = () => choice("in-maintenance-window", "immediately").default("in-maintenance-window");

/** Bounds: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html */
const tuning = section({
  sharedBuffersMiB: whole(128, 4_194_304, "MiB")
    .optional()
    .describe("PostgreSQL's own cache, below the memory of the class. Left out: a quarter of the memory."),
  effectiveCacheSizeMiB: whole(128, 16_777_216, "MiB")
    .optional()
    .describe(
      "What the planner believes is cached, the operating system's share included. Left out: three quarters of the memory.",
    ),
  maxConnections: whole(20, 8_388_607, "connections")
    .optional()
    .describe("Connections at the same time. Left out: by memory, as RDS has it."),
});

const anyDatabase = {
  instanceClass: matching({
    pattern: /^db\.[a-z0-9-]+\.[a-z0-9-]+$/,
    rule: "be an RDS instance class",
    example: "db.m7g.large",
    more: ["db.m6gd.large"],
    maxLength: 40,
  }).describe(
    "RDS instance class, the same in every region, so that a promoted standby carries the load; a cluster needs a family with a local disk, such as db.m6gd.",
  ),
  engineVersion: matching({
    pattern: /^[1-9]\d$/,
    rule: "be a major version of PostgreSQL in quotes",
    example: "17",
    remedy: 'write one such as "17"; RDS keeps the minor version current',
  }).describe("Major version of PostgreSQL, in quotes; RDS chooses the minor one and keeps it current."),
  allocatedStorageGiB: whole(20, 65_536, "GiB").describe("Storage to begin with (gp3)."),
  backupRetentionDays: whole(7, 35, "days")
    .default(7)
    .describe("Days back to which any second can be restored."),
  tuning: tuning.prefault({}).describe("Parameters of PostgreSQL."),
  applyChanges: applyChanges().describe(
    "When RDS applies a change that interrupts connections: another class, another major version, more storage. `in-maintenance-window`: the update ends at once, and until the weekly window (two hours after `backup.dailyAtUtc`; Sunday, a standby's on Wednesday) the database has what it had and previews show the change again. `immediately`: within the update, with a failover.",
  ),
  proxy: choice("none", "rds-proxy")
    .default("none")
    .describe("RDS Proxy keeps connections through a failover, and pools them."),
};

/** Bounds: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export const database = modes(
  "deployment",
  [
    section({
      deployment: z
        .literal("instance")
        .optional()
        .default("instance")
        .describe(
          "A primary and a Multi-AZ standby in another zone: fails over in 60 to 120 s; can follow into other regions.",
        ),
      ...anyDatabase,
      maxAllocatedStorageGiB: whole(22, 65_536, "GiB").describe(
        "What storage grows to by itself; at least 10 % above `allocatedStorageGiB`.",
      ),
      readReplicas: whole(0, 15, "instances")
        .default(0)
        .describe(
          "Read replicas in each region, beside the Multi-AZ standby; those of a standby region follow its own replica, so that a failover neither makes nor moves one.",
        ),
    }),
    section({
      deployment: z
        .literal("cluster")
        .describe(
          "A Multi-AZ DB cluster: a writer and two readers in three zones; fails over in under 35 s; of one region only.",
        ),
      ...anyDatabase,
    }),
  ],
  '"instance" or "cluster"',
);

const activePassword = () =>
  choice("first", "second")
    .default("first")
    .describe(
      "Which of its two passwords the application is told; both are valid, so that the other one can be changed meanwhile (docs/rotate-credentials.md).",
    );

const elastiCacheNode = () =>
  matching({
    pattern: /^cache\.[a-z0-9-]+\.[a-z0-9-]+$/,
    rule: "be an ElastiCache node type",
    example: "cache.r7g.large",
    maxLength: 40,
  });

/** All but what administers the cache, and what empties or scans it whole. */
const usualAccess = "on ~* &* +@all -@admin -@dangerous +info";

const anyCache = {
  engineVersion: matching({
    pattern: /^(7\.[2-9]|([89]|[1-9]\d)\.\d{1,2})$/,
    rule: "be a major and minor version of Valkey in quotes, 7.2 or later",
    example: "8.0",
    remedy: 'write one such as "8.0"',
  }).describe("Major and minor version of Valkey, 7.2 or later, in quotes; patches come by themselves."),
  shards: whole(1, 250, "shards").describe("Parts that the keys are spread over."),
  replicasPerShard: whole(1, 5, "replicas", "failover needs a replica").describe(
    "Copies of each shard in other zones. Never 0: then there is nothing to fail over to.",
  ),
  maxmemoryPolicy: choice(
    "allkeys-lru",
    "allkeys-lfu",
    "allkeys-random",
    "volatile-lru",
    "volatile-lfu",
    "volatile-random",
    "volatile-ttl",
    "noeviction",
  )
    .default("allkeys-lru")
    .describe("What a full cache forgets."),
  snapshotRetentionDays: whole(1, 35, "days").default(7).describe("Days that daily snapshots are kept."),
  accessString: matching({
    // No passwords, which belong in no setting, and none of what ElastiCache refuses in an access string.
    pattern:
      /^on( (~|%R~|%W~|%RW~|&|[+-]@?)[^\s<>#]+| (resetkeys|resetchannels|allkeys|allchannels|allcommands|nocommands))+$/,
    rule: "be an access string of ElastiCache",
    example: usualAccess,
    remedy: `write one such as ${usualAccess}: on, then keys (~), channels (&) and commands (+, -), without passwords`,
    maxLength: 512,
  })
    .default(usualAccess)
    .describe(
      "What the application's user may do. The default leaves out what administers the cache and what empties or scans it whole: KEYS, SORT, FLUSHALL and CONFIG, for example; add `+keys` for the first of them.",
    ),
  activePassword: activePassword(),
};

/** Bounds: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
export const cache = modes(
  "durability",
  [
    section({
      durability: z
        .literal("snapshots")
        .optional()
        .default("snapshots")
        .describe("ElastiCache: what the replicas do not save, the last snapshot does."),
      ...anyCache,
      nodeType: elastiCacheNode().describe("Node type of ElastiCache."),
      standbyNodeType: elastiCacheNode()
        .optional()
        .describe(
          "Node type while a region stands by, where its cache is empty. It grows to `nodeType`, online and within minutes, in the update that records the region as `active`: traffic does not wait for it, and meets a cache that holds less (docs/runbooks/region-loss.md). Left out: `nodeType`, in full from the first second.",
        ),
      applyChanges: applyChanges().describe(
        "When ElastiCache applies another node type or version. `in-maintenance-window`: the update ends at once, and until the weekly window (Tuesday, two hours after `backup.dailyAtUtc`) the cache has what it had. `immediately`: within the update. A Global Datastore, as MemoryDB, applies them at once in either case.",
      ),
      scope: choice("regional", "global")
        .default("regional")
        .describe("`global`: a Global Datastore, which every standby region follows."),
    }),
    section({
      durability: z
        .literal("transaction-log")
        .describe("MemoryDB: a write is acknowledged when a transaction log in several zones has it."),
      ...anyCache,
      nodeType: matching({
        pattern: /^db\.[a-z0-9-]+\.[a-z0-9-]+$/,
        rule: "be a MemoryDB node type",
        example: "db.r7g.large",
        maxLength: 40,
      }).describe("Node type of MemoryDB."),
    }),
  ],
  '"snapshots" or "transaction-log"',
);

const circuitBreaker = section({
  failureThreshold: whole(1, 1000, "requests")
    .default(5)
    .describe("Failures in a row that open the circuit."),
  successThreshold: whole(1, 1000, "requests").default(2).describe("Successes in a row that close it."),
  openSeconds: whole(1, 3600, "seconds")
    .default(60)
    .describe("Seconds it stays open before a request is let through again."),
  halfOpenRequests: whole(1, 1000, "requests")
    .default(1)
    .describe("Requests let through while it is half open."),
});

const externalFallback = section({
  name: matching({
    pattern: /^[a-z][a-z0-9-]{0,39}$/,
    rule: "be a lower-case name of at most 40 characters",
    example: "cloudflare-dr",
    maxLength: 40,
  }).describe("What the application's list of buckets calls it."),
  endpoint: matching({
    pattern: /^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/,
    rule: "be an https address without a path",
    example: "https://account.r2.example.com",
    maxLength: 253,
  }).describe("Its S3 endpoint, without credentials."),
  bucket: matching({
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    rule: "be the name of a bucket",
    example: "assets-dr",
    maxLength: 63,
  }).describe("Name of the bucket."),
  timeoutSeconds: whole(1, 300, "seconds").default(20).describe("Seconds that the application waits for it."),
  credentialsSecret: secretName().describe(
    "Name of the secret in `appTier.secrets`, a `provided` one, with its `accessKeyId` and `secretAccessKey`.",
  ),
});

/** One for each region there may be, and one beyond. */
const maxTimeouts = 10;

export const objectStore = section({
  noncurrentVersionRetentionDays: whole(1, 36_500, "days")
    .default(30)
    .describe("Days that overwritten and deleted objects can be brought back."),
  access: choice("bucket", "multi-region-access-point")
    .default("bucket")
    .describe("`multi-region-access-point`: one name for the buckets of all regions, fixed once created."),
  timeoutsSeconds: listOf(whole(1, 300, "seconds"), {
    what: "time-outs",
    min: 1,
    max: maxTimeouts,
    remedy: "write one such as [5, 8, 15]",
  })
    .default([5, 8, 15])
    .describe(
      "Seconds that the application waits for a bucket, by its place in the list; the last counts for all further ones.",
    ),
  circuitBreaker: circuitBreaker
    .prefault({})
    .describe("When the application turns from one bucket to the next, and back."),
  externalFallback: externalFallback
    .optional()
    .describe(
      "A bucket of another provider, asked when every bucket of the platform failed. Left out: none.",
    ),
});
