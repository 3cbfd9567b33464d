/** Global Datastores of ElastiCache: what spans regions belongs to none of them. */
import type { CloudObject } from "../../../store";
import type { AwsAccount } from "../../account";
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { isKnown, named } from "../../../values";
import { types } from "../../type-tokens";
import { output } from "../references";

/** What only the datastore may change, and the provider does not ignore by itself. */
const ownedByDatastore = ["nodeType", "numNodeGroups", "automaticFailoverEnabled"] as const;

export const globalDatastores: readonly AwsRefusalRule[] = [
  {
    id: "global-datastore-node-type",
    types: [types.globalDatastore],
    when: "apply",
    code: "InvalidParameterValue",
    link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html",
    refuse: ({ account, inputs }) => {
      const [primary] = account.withId(types.replicationGroup, named(inputs["primaryReplicationGroupId"]));
      const nodeType = output(primary, "nodeType") ?? "";
      return /^cache\.t|\.(micro|small|medium)$/.test(nodeType)
        ? "Global replication group is not supported for the node type."
        : undefined;
    },
  },
  {
    id: "global-datastore-member-changed",
    types: [types.replicationGroup],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.elastiCache("ModifyGlobalReplicationGroup"),
    refuse: ({ account, inputs, self }) => {
      const datastore = self && datastoreOf(account, self);
      const changed = ownedByDatastore.some(
        (property) => isKnown(inputs[property]) && inputs[property] !== self?.outputs[property],
      );
      return self && datastore !== undefined && changed
        ? `Cluster [${self.id}] is part of a global cluster [${datastore}]. Request rejected.`
        : undefined;
    },
  },
];

/** The datastore that a group has joined or founded. */
function datastoreOf(account: AwsAccount, group: CloudObject): string | undefined {
  const joined = output(group, "globalReplicationGroupId") ?? "";
  const [founded] = account.having(types.globalDatastore, "primaryReplicationGroupId", group.id);
  return account.withId(types.globalDatastore, joined)[0]?.id ?? founded?.id;
}
