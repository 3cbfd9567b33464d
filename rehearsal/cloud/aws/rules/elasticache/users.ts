/** Users of ElastiCache, their groups, and the caches that they may use. */
import { textsAt } from "../../../wire";
import { isKnown, isSet, named, text, texts } from "../../../values";
import type { AwsRefusalRule } from "../../refusal-rule";
import { types } from "../../type-tokens";
import { docs } from "../documentation";
import { here, output } from "../references";

const guide = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";

export const cacheUsers: readonly AwsRefusalRule[] = [
  {
    id: "cache-user-password",
    types: [types.cacheUser],
    when: "plan",
    property: "authenticationMode",
    link: docs.elastiCache("CreateUser"),
    refuse: ({ inputs }) => {
      const passwords = [...texts(inputs["passwords"]), ...textsAt(inputs, "authenticationMode.passwords")];
      if (passwords.length > 2) return "expected at most 2 passwords";
      return passwords.some(({ length }) => length < 16 || length > 128)
        ? "expected length of authentication_mode.0.passwords to be in the range (16 - 128)"
        : undefined;
    },
  },
  {
    id: "cache-access-string-with-password",
    types: [types.cacheUser],
    when: "apply",
    code: "InvalidParameterValue",
    link: guide,
    refuse: ({ inputs }) =>
      /(^|\s)([<>#!]|nopass\b|resetpass\b|reset\b)/.test(named(inputs["accessString"]))
        ? "Access String must not contain a password, or a command that sets one"
        : undefined,
  },
  {
    id: "cache-user-group-without-default",
    types: [types.cacheUserGroup],
    when: "apply",
    code: "DefaultUserRequired",
    link: docs.elastiCache("CreateUserGroup"),
    refuse: (change) => {
      if (named(change.inputs["engine"]).toLowerCase() !== "redis") return undefined;
      const ids = texts(change.inputs["userIds"]);
      const users = ids.map((id) => here(change, types.cacheUser, id));
      // The user that AWS makes for each account, and users of somebody else's, are not here.
      const mayBeNamedSo = users.includes(undefined);
      return mayBeNamedSo || users.some((user) => output(user, "userName") === "default")
        ? undefined
        : "User group needs to contain a user with the user name default.";
    },
  },
  {
    id: "cache-users-beside-a-token",
    types: [types.replicationGroup],
    when: "plan",
    property: "userGroupIds",
    link: guide,
    refuse: ({ inputs }) => {
      const token = isKnown(inputs["authToken"]) || isKnown(inputs["authTokenWo"]);
      return token && isKnown(inputs["userGroupIds"])
        ? '"user_group_ids": conflicts with auth_token'
        : undefined;
    },
  },
  {
    id: "cache-users-in-plain-sight",
    types: [types.replicationGroup],
    when: "apply",
    code: "InvalidParameterCombination",
    link: guide,
    refuse: ({ inputs }) => {
      // The member of a Global Datastore is encrypted as its founder is.
      if (!isSet(inputs["userGroupIds"]) || isSet(inputs["globalReplicationGroupId"])) return undefined;
      return inputs["transitEncryptionEnabled"] === true ||
        text(inputs["transitEncryptionEnabled"]) === "true"
        ? undefined
        : "User group based access control requires encryption-in-transit to be enabled on the replication group.";
    },
  },
];
