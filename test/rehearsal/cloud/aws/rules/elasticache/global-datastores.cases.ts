import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import type { Aws, MadeResource } from "../../../support/aws";
import type { RuleCase } from "../../../support/rule-case";

function founder(aws: Aws, more: Props = {}): Promise<MadeResource> {
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

async function datastore(aws: Aws, primary: MadeResource): Promise<void> {
  await aws.create(types.globalDatastore, {
    globalReplicationGroupIdSuffix: "sessions",
    primaryReplicationGroupId: primary.id,
  });
}

export const globalDatastoreCases: readonly RuleCase[] = [
  {
    rule: "global-datastore-node-type",
    expected: { code: "InvalidParameterValue" },
    breaks: async (aws) => {
      await datastore(aws, await founder(aws, { nodeType: "cache.t4g.medium" }));
    },
    passes: async (aws) => {
      await datastore(aws, await founder(aws));
    },
  },
  {
    rule: "global-datastore-member-changed",
    expected: {
      code: "InvalidParameterValue",
      quote: "Cluster [sessions] is part of a global cluster [ldgnf-sessions]. Request rejected.",
    },
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
