import { types } from "../../../../../rehearsal/cloud/aws/rules/references";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import type { Aws, Made } from "../../support/aws";
import type { RuleCase } from "../../support/rule-case";

function founder(aws: Aws, more: Props = {}): Promise<Made> {
  return aws.create(types.replicationGroup, {
    replicationGroupId: "sessions",
    description: "sessions",
    engine: "valkey",
    engineVersion: "8.0",
    nodeType: "cache.r7g.large",
    clusterMode: "enabled",
    automaticFailoverEnabled: true,
    numNodeGroups: 2,
    replicasPerNodeGroup: 1,
    ...more,
  });
}

async function datastore(aws: Aws, primary: Made): Promise<void> {
  await aws.create(types.globalDatastore, {
    globalReplicationGroupIdSuffix: "sessions",
    primaryReplicationGroupId: primary.id,
  });
}

export const cacheGlobalCases: readonly RuleCase[] = [
  {
    rule: "global-datastore-node-type",
    message: "Global replication group is not supported for the node type.",
    breaks: async (aws) => {
      await datastore(aws, await founder(aws, { nodeType: "cache.t4g.medium" }));
    },
    passes: async (aws) => {
      await datastore(aws, await founder(aws));
    },
  },
  {
    rule: "global-datastore-member-changed",
    message: "Cluster [sessions] is part of a global cluster [ldgnf-sessions]. Request rejected.",
    breaks: async (aws) => {
      const primary = await founder(aws);
      await datastore(aws, primary);
      await aws.update(primary, { nodeType: "cache.r7g.xlarge" });
    },
    passes: async (aws) => {
      const primary = await founder(aws);
      await datastore(aws, primary);
      await aws.update(primary, { snapshotRetentionLimit: 14 });
    },
  },
];
