import { hasLocalDisk, memoryGib } from "../../components/kit/instance-classes";
import { readableRegions, type SettingsRule, unless } from "./draft";

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html */
const storageCanGrow: SettingsRule = ({ database }) => {
  if (database?.deployment !== "instance") return [];
  const { allocatedStorageGiB: now, maxAllocatedStorageGiB: max } = database;
  if (now === undefined || max === undefined) return [];
  const min = Math.ceil((now * 11) / 10);
  return unless(
    max >= min,
    ["database", "maxAllocatedStorageGiB"],
    `must be at least ${min}, 10 % above allocatedStorageGiB, as RDS demands; raise it`,
  );
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.Cascading.html */
const firstMajorWithCascades = 14;

const replicasCanHaveReaders: SettingsRule = (draft) => {
  const { database } = draft;
  if (database?.deployment !== "instance" || database.engineVersion === undefined) return [];
  return unless(
    readableRegions(draft).length <= 1 ||
      (database.readReplicas ?? 0) === 0 ||
      Number(database.engineVersion) >= firstMajorWithCascades,
    ["database", "engineVersion"],
    `must be "${firstMajorWithCascades}" or later in several regions with readReplicas, because the standby's follow a replica; raise it`,
  );
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html */
const clusterKnowsOneRegion: SettingsRule = (draft) =>
  unless(
    draft.database?.deployment !== "cluster" || readableRegions(draft).length <= 1,
    ["database", "deployment"],
    'must be "instance" in several regions, because a Multi-AZ DB cluster is replicated to no other; change it, or remove the standbys',
  );

const buffersFitIntoMemory: SettingsRule = ({ database }) => {
  const { instanceClass, tuning } = database ?? {};
  const memoryMiB = instanceClass === undefined ? undefined : (memoryGib(instanceClass) ?? Infinity) * 1024;
  return (["sharedBuffersMiB", "effectiveCacheSizeMiB"] as const).flatMap((name) =>
    unless(
      memoryMiB === undefined || (tuning?.[name] ?? 0) < memoryMiB,
      ["database", "tuning", name],
      `must be below ${String(memoryMiB)}, the memory of ${String(instanceClass)}; lower it, or choose a larger class`,
    ),
  );
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html */
const clusterHasLocalDisks: SettingsRule = ({ database }) =>
  unless(
    database?.deployment !== "cluster" ||
      database.instanceClass === undefined ||
      hasLocalDisk(database.instanceClass),
    ["database", "instanceClass"],
    "must be of a family with a local disk for a Multi-AZ DB cluster; choose one such as db.m6gd.large or db.r6gd.large",
  );

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
const maxCacheNodes = 500;

const cacheFitsACluster: SettingsRule = ({ cache: { shards, replicasPerShard } = {} }) => {
  if (shards === undefined || replicasPerShard === undefined) return [];
  const nodes = shards * (1 + replicasPerShard);
  if (nodes <= maxCacheNodes) return [];
  return [
    {
      path: ["cache", "shards"],
      message: `must leave at most ${maxCacheNodes} nodes, and with ${replicasPerShard} replicas each it makes ${nodes}; lower one of the two`,
    },
  ];
};

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html */
const maxGlobalRegions = 3;
const smallNode = /\.(micro|small|medium)$|^cache\.t/;

const globalCacheCanBeHad: SettingsRule = (draft) => {
  const { cache } = draft;
  if (cache?.durability !== "snapshots" || cache.scope !== "global") return [];
  const regions = readableRegions(draft).length;
  return [
    ...unless(
      regions >= 2 && regions <= maxGlobalRegions,
      ["cache", "scope"],
      `must be "regional" unless there are 2 or ${maxGlobalRegions} regions, and there are ${regions}; change it`,
    ),
    ...unless(
      cache.nodeType === undefined || !smallNode.test(cache.nodeType),
      ["cache", "nodeType"],
      "must be large or larger, and of no burstable family, in a Global Datastore; write one such as cache.r7g.large",
    ),
  ];
};

const standbyCacheGrowsWhenNeeded: SettingsRule = (draft) => {
  const { cache } = draft;
  if (cache?.durability !== "snapshots" || cache.standbyNodeType === undefined) return [];
  const at = ["cache", "standbyNodeType"];
  return [
    ...unless(
      readableRegions(draft).length > 1 && (draft.dns?.routing ?? "failover") === "failover",
      at,
      'is for regions that stand by, of several with dns.routing "failover"; remove it',
    ),
    ...unless(
      cache.scope !== "global",
      at,
      "must be left out in a Global Datastore, whose members all have one node type and are not empty; remove it",
    ),
    ...unless(
      cache.applyChanges !== "in-maintenance-window",
      ["cache", "applyChanges"],
      'must be "immediately" with standbyNodeType, or the cache would grow in the next weekly window instead of at the failover; change it',
    ),
    ...unless(
      cache.maxmemoryPolicy !== "noeviction",
      at,
      "must be left out with maxmemoryPolicy noeviction, because a cache that is too small would refuse writes until it has grown; remove it, or choose another policy",
    ),
  ];
};

const accessPointSpansRegions: SettingsRule = (draft) =>
  unless(
    draft.objectStore?.access !== "multi-region-access-point" || readableRegions(draft).length > 1,
    ["objectStore", "access"],
    'must be "bucket" with a single region; change it, or add a region',
  );

const externalFallbackHasItsSecret: SettingsRule = ({ objectStore, appTier }) => {
  const secret = objectStore?.externalFallback?.credentialsSecret;
  return unless(
    secret === undefined || appTier?.secrets === undefined || appTier.secrets[secret] === "provided",
    ["objectStore", "externalFallback", "credentialsSecret"],
    'must be the name of a secret that appTier.secrets lists as "provided"; add it there',
  );
};

/** Only a copy is made anew, and only where there is another to make it from. */
const rebuildIsOfACopy: SettingsRule = (draft) => {
  const { rebuild, database } = draft;
  if (rebuild === undefined) return [];
  const region = readableRegions(draft).find(({ name }) => name === rebuild);
  return [
    ...unless(
      region !== undefined && region.role !== "active",
      ["rebuild"],
      "must be a region of the stack that is fenced or a standby; make another one active first, or remove it",
    ),
    ...unless(
      database !== undefined,
      ["rebuild"],
      "is for stacks with a database, which alone has to be made anew; remove it",
    ),
  ];
};

/** What is wrong between the stores of data and the regions they are in. */
export const dataRules: readonly SettingsRule[] = [
  storageCanGrow,
  buffersFitIntoMemory,
  clusterHasLocalDisks,
  clusterKnowsOneRegion,
  replicasCanHaveReaders,
  cacheFitsACluster,
  globalCacheCanBeHad,
  standbyCacheGrowsWhenNeeded,
  accessPointSpansRegions,
  externalFallbackHasItsSecret,
  rebuildIsOfACopy,
];
