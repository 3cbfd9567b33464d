import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { creation, type RuleCase } from "../../../support/rule-case";

const user = (password: string): Props => ({
  userName: "app",
  accessString: "on ~* &* +@all",
  authenticationMode: { type: "password", passwords: [password] },
});

const cluster: Props = { aclName: "app", nodeType: "db.r7g.large", engine: "valkey", engineVersion: "7.3" };

export const memoryDbClusterCases: readonly RuleCase[] = [
  creation(
    "memorydb-name",
    types.memoryDbCluster,
    { property: "name" },
    { ...cluster, name: "Sessions" },
    { ...cluster, name: "sessions" },
  ),
  creation(
    "memorydb-password",
    types.memoryDbUser,
    { property: "authenticationMode" },
    user("fifteen-letters"),
    user("sixteen--letters"),
  ),
  {
    rule: "memorydb-parameter-group-family",
    expected: {
      code: "InvalidParameterCombinationException",
      quote: "Expected a parameter group of family memorydb_valkey7 but found one of family memorydb_redis7",
    },
    breaks: async (aws) => {
      const { id } = await aws.create(types.memoryDbParameterGroup, { family: "memorydb_redis7" });
      await aws.create(types.memoryDbCluster, { ...cluster, parameterGroupName: id });
    },
    passes: async (aws) => {
      const { id } = await aws.create(types.memoryDbParameterGroup, { family: "memorydb_valkey7" });
      await aws.create(types.memoryDbCluster, { ...cluster, parameterGroupName: id });
    },
  },
];
