/** ElastiCache and MemoryDB. */
import type { CloudObject } from "../../store";
import type { Value } from "../../wire";
import type { AwsAccount } from "../account";
import {
  ACCOUNT,
  idFrom,
  type CreationContext,
  type CreatedResource,
  type AwsResourceType,
  type AwsResourceTypes,
} from "../resource-type";

const elastiCache = (noun: string, path: string): AwsResourceType => ({
  api: ["ElastiCache", noun],
  id: idFrom("name"),
  arn: ({ region, id }) => `elasticache:${region}:${ACCOUNT}:${path}:${id}`,
  autoname: { property: "name", maxLength: 255 },
});

const cacheAccess = (noun: string, id: string): AwsResourceType => ({
  api: ["ElastiCache", noun],
  id: idFrom(id),
  arn: ({ region, id: own }) => `elasticache:${region}:${ACCOUNT}:${noun.toLowerCase()}:${own}`,
});

const memoryDb = (noun: string, maxLength: number): AwsResourceType => ({
  api: ["MemoryDB", noun],
  operations: { updating: `Update${noun}` },
  id: idFrom("name"),
  arn: ({ region, id }) => `memorydb:${region}:${ACCOUNT}:${noun.toLowerCase()}/${id}`,
  autoname: { property: "name", maxLength, lowerCase: true },
});

const datastore = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
const replicationGroup = "aws:elasticache/replicationGroup:ReplicationGroup";

export const caches: AwsResourceTypes = {
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    api: ["ElastiCache", "ReplicationGroup"],
    lostWithIt: "what it holds is lost, and its address is another",
    deferred: {
      properties: ["engineVersion", "nodeType"],
      link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html",
    },
    id: idFrom("replicationGroupId"),
    arn: ({ region, id }) => `elasticache:${region}:${ACCOUNT}:replicationgroup:${id}`,
    autoname: { property: "replicationGroupId", maxLength: 40, lowerCase: true },
    computed: {
      clusterEnabled: isClusterMode,
      clusterMode: (group, account) => (isClusterMode(group, account) ? "enabled" : "disabled"),
      // Cluster mode has one address for all; without it there are one to write to and one to read from.
      configurationEndpointAddress: (group, account) =>
        isClusterMode(group, account) ? cacheHost(group, "clustercfg") : "",
      primaryEndpointAddress: (group, account) =>
        isClusterMode(group, account) ? "" : cacheHost(group, "master"),
      readerEndpointAddress: (group, account) =>
        isClusterMode(group, account) ? "" : cacheHost(group, "replica"),
      engineVersionActual: ({ text }) => text("engineVersion"),
      memberClusters,
      // The member of a Global Datastore has what its founder brought.
      ...Object.fromEntries(
        ["engine", "engineVersion", "nodeType", "numNodeGroups"].map((property) => [
          property,
          (group: CreationContext, account: AwsAccount) => founderOf(group, account)?.outputs[property] ?? "",
        ]),
      ),
    },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": elastiCache("CacheSubnetGroup", "subnetgroup"),
  "aws:elasticache/parameterGroup:ParameterGroup": elastiCache("CacheParameterGroup", "parametergroup"),
  "aws:elasticache/user:User": cacheAccess("User", "userId"),
  "aws:elasticache/userGroup:UserGroup": cacheAccess("UserGroup", "userGroupId"),
  [datastore]: {
    api: ["ElastiCache", "GlobalReplicationGroup"],
    id: ({ text }) => `ldgnf-${text("globalReplicationGroupIdSuffix")}`,
    arn: ({ id }) => `elasticache::${ACCOUNT}:globalreplicationgroup:${id}`,
    computed: {
      globalReplicationGroupId: ({ id }) => id,
      cacheNodeType: ofPrimary("nodeType"),
      engine: ofPrimary("engine"),
      engineVersion: ofPrimary("engineVersion"),
      engineVersionActual: ofPrimary("engineVersion"),
      numNodeGroups: ofPrimary("numNodeGroups"),
      clusterEnabled: ofPrimary("clusterEnabled"),
      atRestEncryptionEnabled: ofPrimary("atRestEncryptionEnabled"),
      transitEncryptionEnabled: ofPrimary("transitEncryptionEnabled"),
      authTokenEnabled: (group, account) => ofPrimary("authToken")(group, account) !== "",
    },
    global: true,
  },
  "aws:memorydb/cluster:Cluster": {
    ...memoryDb("Cluster", 40),
    lostWithIt: "what it holds is lost, and its address is another",
    computed: {
      clusterEndpoints: (cluster) => [
        {
          address: `clustercfg.${cluster.id}.${cluster.hex(6, "host")}.memorydb.${cluster.region}.amazonaws.com`,
          port: 6379,
        },
      ],
      enginePatchVersion: ({ text }) => `${text("engineVersion")}.0`,
      shards: memoryDbShards,
    },
  },
  "aws:memorydb/subnetGroup:SubnetGroup": memoryDb("SubnetGroup", 255),
  "aws:memorydb/parameterGroup:ParameterGroup": memoryDb("ParameterGroup", 255),
  "aws:memorydb/acl:Acl": memoryDb("ACL", 40),
  "aws:memorydb/user:User": {
    api: ["MemoryDB", "User"],
    operations: { updating: "UpdateUser" },
    id: idFrom("userName"),
    arn: ({ region, id }) => `memorydb:${region}:${ACCOUNT}:user/${id}`,
  },
};

/** The replication group whose Global Datastore a group has joined. */
function founderOf(group: CreationContext, account: AwsAccount): CloudObject | undefined {
  const joined = group.text("globalReplicationGroupId");
  const [found] = joined === "" ? [] : account.withId(datastore, joined);
  const primary = found?.outputs["primaryReplicationGroupId"];
  return typeof primary === "string" ? account.withId(replicationGroup, primary)[0] : undefined;
}

function ofPrimary(property: string) {
  return (group: CreationContext, account: AwsAccount): Value =>
    account.withId(replicationGroup, group.text("primaryReplicationGroupId"))[0]?.outputs[property] ?? "";
}

function isClusterMode(group: CreationContext, account: AwsAccount): boolean {
  const shards = numberOf(group, account, "numNodeGroups", 1);
  return group.text("clusterMode") === "enabled" || shards > 1 || isFounderInClusterMode(group, account);
}

function isFounderInClusterMode(group: CreationContext, account: AwsAccount): boolean {
  return founderOf(group, account)?.outputs["clusterMode"] === "enabled";
}

function cacheHost(group: CreationContext, role: string): string {
  return `${role}.${group.text("replicationGroupId")}.${group.hex(6, "host")}.cache.amazonaws.com`;
}

function memberClusters(group: CreationContext, account: AwsAccount): string[] {
  const nodes = numberOf(group, account, "replicasPerNodeGroup", 0) + 1;
  const shards = numberOf(group, account, "numNodeGroups", 1);
  return nodeNames(group.text("replicationGroupId"), shards, nodes).flat();
}

function memoryDbShards(cluster: CreatedResource): Value {
  const { numShards = 1, numReplicasPerShard = 1 } = cluster.inputs;
  const names = nodeNames(cluster.id, Number(numShards), Number(numReplicasPerShard) + 1);
  return names.map((nodes, at) => ({
    name: ordinal(at, 4),
    numNodes: nodes.length,
    nodes: nodes.map((name) => ({ name })),
  }));
}

/** Names such as `sessions-0001-002`: shard and node. */
function nodeNames(cluster: string, shards: number, nodes: number): string[][] {
  return Array.from({ length: shards }, (_, shard) =>
    Array.from({ length: nodes }, (_, node) => `${cluster}-${ordinal(shard, 4)}-${ordinal(node, 3)}`),
  );
}

function ordinal(index: number, digits: number): string {
  return String(index + 1).padStart(digits, "0");
}

/** A count that a group names itself, or takes from the founder of its Global Datastore. */
function numberOf(group: CreationContext, account: AwsAccount, property: string, otherwise: number): number {
  const value = group.inputs[property] ?? founderOf(group, account)?.outputs[property];
  return typeof value === "number" ? value : otherwise;
}
