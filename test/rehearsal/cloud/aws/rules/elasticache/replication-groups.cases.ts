import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { creation, type ExpectedRefusal, type RuleCase } from "../../../support/rule-case";

const base: Props = {
  description: "sessions",
  engine: "valkey",
  engineVersion: "8.0",
  nodeType: "cache.m7g.large",
};

function group(rule: string, expected: ExpectedRefusal, bad: Props, good: Props): RuleCase {
  return creation(rule, types.replicationGroup, expected, { ...base, ...bad }, { ...base, ...good });
}

const member = { description: "sessions", globalReplicationGroupId: "ldgnf-sessions" };
const available = { automaticFailoverEnabled: true, multiAzEnabled: true };

export const replicationGroupCases: readonly RuleCase[] = [
  creation(
    "global-datastore-member-sets-its-own",
    types.replicationGroup,
    { property: "globalReplicationGroupId" },
    { ...member, nodeType: "cache.m7g.large" },
    { ...member, ...available, replicasPerNodeGroup: 1 },
  ),
  group(
    "multi-az-without-failover",
    { property: "automaticFailoverEnabled" },
    { multiAzEnabled: true, replicasPerNodeGroup: 1 },
    { ...available, replicasPerNodeGroup: 1 },
  ),
  group(
    "failover-without-replica",
    { property: "numCacheClusters" },
    { automaticFailoverEnabled: true, numCacheClusters: 1 },
    { automaticFailoverEnabled: true, numCacheClusters: 2 },
  ),
  group(
    "auth-token",
    { property: "authToken" },
    { authToken: "fifteen-letters", transitEncryptionEnabled: true },
    { authToken: "sixteen--letters", transitEncryptionEnabled: true },
  ),
  group(
    "auth-token-strategy-without-token",
    { property: "authTokenUpdateStrategy" },
    { authTokenUpdateStrategy: "ROTATE" },
    { authTokenUpdateStrategy: "DELETE" },
  ),
  {
    rule: "auth-token-in-plain-sight",
    expected: {
      code: "InvalidParameterCombination",
      quote: "The AUTH token is only supported when encryption-in-transit is enabled",
    },
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
    {
      code: "InvalidParameterValue",
      quote: "Redis with cluster mode enabled cannot be created with auto failover turned off.",
    },
    { numNodeGroups: 2, replicasPerNodeGroup: 1 },
    { numNodeGroups: 2, replicasPerNodeGroup: 1, automaticFailoverEnabled: true },
  ),
  group(
    "multi-az-without-replica",
    {
      code: "InvalidParameterCombination",
      quote: "Must specify at least one replica per node group to enable Multi-AZ.",
    },
    { ...available, numNodeGroups: 2, replicasPerNodeGroup: 0 },
    { ...available, numNodeGroups: 2, replicasPerNodeGroup: 1 },
  ),
  {
    rule: "multi-az-cache-in-one-zone",
    expected: { code: "InvalidParameterCombination" },
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
    expected: {
      code: "InvalidParameterCombination",
      quote: "Expected a parameter group of family valkey8 but found one of family redis7",
    },
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
