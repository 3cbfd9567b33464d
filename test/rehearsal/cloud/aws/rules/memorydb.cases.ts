import { types } from "../../../../../rehearsal/cloud/aws/rules/references";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import { creation, type RuleCase } from "../../support/rule-case";

const user = (password: string): Props => ({
  userName: "app",
  accessString: "on ~* &* +@all",
  authenticationMode: { type: "password", passwords: [password] },
});

const cluster: Props = { aclName: "app", nodeType: "db.r7g.large", engine: "valkey", engineVersion: "7.3" };

export const memoryDbCases: readonly RuleCase[] = [
  creation(
    "memorydb-name",
    types.memoryDbCluster,
    "invalid value for name (Only lowercase alphanumeric characters and hyphens allowed. The name may not end with a hyphen.)",
    { ...cluster, name: "Sessions" },
    { ...cluster, name: "sessions" },
  ),
  creation(
    "memorydb-password",
    types.memoryDbUser,
    "expected length of authentication_mode.0.passwords to be in the range (16 - 128)",
    user("fifteen-letters"),
    user("sixteen--letters"),
  ),
  {
    rule: "memorydb-parameter-group-family",
    message: "Expected a parameter group of family memorydb_valkey7 but found one of family memorydb_redis7",
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
