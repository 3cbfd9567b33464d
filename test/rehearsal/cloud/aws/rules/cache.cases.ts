import { types } from "../../../../../rehearsal/cloud/aws/rules/references";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import { creation, type RuleCase } from "../../support/rule-case";

const base: Props = {
  description: "sessions",
  engine: "valkey",
  engineVersion: "8.0",
  nodeType: "cache.m7g.large",
};

function group(rule: string, message: string, bad: Props, good: Props): RuleCase {
  return creation(rule, types.replicationGroup, message, { ...base, ...bad }, { ...base, ...good });
}

const member = { description: "sessions", globalReplicationGroupId: "ldgnf-sessions" };
const available = { automaticFailoverEnabled: true, multiAzEnabled: true };

export const cacheCases: readonly RuleCase[] = [
  creation(
    "global-datastore-member-sets-its-own",
    types.replicationGroup,
    '"global_replication_group_id": conflicts with node_type',
    { ...member, nodeType: "cache.m7g.large" },
    { ...member, ...available, replicasPerNodeGroup: 1 },
  ),
  group(
    "multi-az-without-failover",
    "automatic_failover_enabled must be true if multi_az_enabled is true",
    { multiAzEnabled: true, replicasPerNodeGroup: 1 },
    { ...available, replicasPerNodeGroup: 1 },
  ),
  group(
    "failover-without-replica",
    '"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true',
    { automaticFailoverEnabled: true, numCacheClusters: 1 },
    { automaticFailoverEnabled: true, numCacheClusters: 2 },
  ),
  group(
    "auth-token",
    '"auth_token" must contain from 16 to 128 alphanumeric characters or symbols (excluding @, ", and /)',
    { authToken: "fifteen-letters", transitEncryptionEnabled: true },
    { authToken: "sixteen--letters", transitEncryptionEnabled: true },
  ),
  group(
    "auth-token-strategy-without-token",
    '"auth_token_update_strategy": "auth_token" must be specified',
    { authTokenUpdateStrategy: "ROTATE" },
    { authTokenUpdateStrategy: "DELETE" },
  ),
  {
    rule: "auth-token-in-plain-sight",
    message: "The AUTH token is only supported when encryption-in-transit is enabled",
    breaks: (aws) => aws.create(types.replicationGroup, { ...base, authToken: "sixteen--letters" }),
    passes: async (aws) => {
      const token = { authToken: "sixteen--letters" };
      await aws.create(types.replicationGroup, { ...base, ...token, transitEncryptionEnabled: true });
      await aws.create(types.replicationGroup, {
        ...member,
        ...available,
        ...token,
        replicasPerNodeGroup: 1,
      });
    },
  },
  group(
    "cluster-mode-without-failover",
    "Redis with cluster mode enabled cannot be created with auto failover turned off.",
    { numNodeGroups: 2, replicasPerNodeGroup: 1 },
    { numNodeGroups: 2, replicasPerNodeGroup: 1, automaticFailoverEnabled: true },
  ),
  group(
    "multi-az-without-replica",
    "Must specify at least one replica per node group to enable Multi-AZ.",
    { ...available, numNodeGroups: 2, replicasPerNodeGroup: 0 },
    { ...available, numNodeGroups: 2, replicasPerNodeGroup: 1 },
  ),
  {
    rule: "multi-az-cache-in-one-zone",
    message: "Multi-AZ needs subnets in at least 2 Availability Zones; subnet group <name> has 1",
    breaks: async (aws, { subnets }) => {
      const narrow = await aws.create(types.cacheSubnetGroup, { subnetIds: [subnets[0].id] });
      const inputs = { ...base, ...available, replicasPerNodeGroup: 1, subnetGroupName: narrow.id };
      await aws.create(types.replicationGroup, inputs);
    },
    passes: (aws, { cacheSubnetGroup }) =>
      aws.create(types.replicationGroup, {
        ...base,
        ...available,
        replicasPerNodeGroup: 1,
        subnetGroupName: cacheSubnetGroup.id,
      }),
  },
  {
    rule: "cache-parameter-group-family",
    message: "Expected a parameter group of family valkey8 but found one of family redis7",
    breaks: async (aws) => {
      const { id } = await aws.create(types.cacheParameterGroup, { family: "redis7" });
      await aws.create(types.replicationGroup, { ...base, parameterGroupName: id });
    },
    passes: async (aws) => {
      const { id } = await aws.create(types.cacheParameterGroup, { family: "redis7" });
      const redis = { engine: "redis", engineVersion: "7.1" };
      await aws.create(types.replicationGroup, { ...base, ...redis, parameterGroupName: id });
    },
  },
];
