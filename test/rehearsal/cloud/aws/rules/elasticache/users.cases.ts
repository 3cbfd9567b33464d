import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import type { Aws } from "../../../support/aws";
import { creation, type RuleCase } from "../../../support/rule-case";

const user = (userId: string, more: Props = {}): Props => ({
  userId,
  userName: userId,
  engine: "redis",
  accessString: "on ~* &* +@all -@admin",
  authenticationMode: { type: "password", passwords: ["x".repeat(16)] },
  ...more,
});

async function group(aws: Aws, ...users: readonly Props[]): Promise<void> {
  const made = [];
  for (const one of users) made.push(await aws.create(types.cacheUser, one));
  await aws.create(types.cacheUserGroup, {
    userGroupId: "sessions",
    engine: "redis",
    userIds: made.map(({ id }) => id),
  });
}

const cache = {
  description: "sessions",
  engine: "valkey",
  engineVersion: "8.0",
  nodeType: "cache.m7g.large",
  transitEncryptionEnabled: true,
};

export const cacheUserCases: readonly RuleCase[] = [
  creation(
    "cache-user-password",
    types.cacheUser,
    { property: "authenticationMode" },
    user("app", { authenticationMode: { type: "password", passwords: ["short"] } }),
    user("app"),
  ),
  creation(
    "cache-access-string-with-password",
    types.cacheUser,
    { code: "InvalidParameterValue" },
    user("app", { accessString: "on >letmein ~* +@all" }),
    user("app", { accessString: "on ~* +@all" }),
  ),
  {
    rule: "cache-user-group-without-default",
    expected: {
      code: "DefaultUserRequired",
      quote: "User group needs to contain a user with the user name default.",
    },
    breaks: (aws) => group(aws, user("app")),
    passes: (aws) => group(aws, user("app"), user("nobody", { userName: "default" })),
  },
  creation(
    "cache-users-beside-a-token",
    types.replicationGroup,
    { property: "userGroupIds" },
    { ...cache, userGroupIds: ["sessions"], authToken: "x".repeat(16) },
    { ...cache, userGroupIds: ["sessions"] },
  ),
  creation(
    "cache-users-in-plain-sight",
    types.replicationGroup,
    { code: "InvalidParameterCombination" },
    { ...cache, userGroupIds: ["sessions"], transitEncryptionEnabled: false },
    { ...cache, userGroupIds: ["sessions"] },
  ),
];
