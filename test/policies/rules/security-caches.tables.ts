import { cacheUsers } from "../../../policies/rules/security/cache-users";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const FIX = "make a user for each application, with a password and an access string of its own";
const GROUP_FIX = `${FIX}, and name a group of them in userGroupIds`;

export const securityOfCaches: readonly RuleTable[] = [
  {
    rule: cacheUsers,
    compliant: [
      resource("aws:elasticache/userGroup:UserGroup", "group", { engine: "valkey", userIds: ["app"] }),
      resource(CACHE, "cache", { engine: "valkey", userGroupIds: [ref("group")] }),
      resource("aws:elasticache/serverlessCache:ServerlessCache", "serverless", {
        engine: "valkey",
        userGroupId: ref("group"),
      }),
      resource("aws:memorydb/acl:Acl", "acl", { userNames: ["app"] }),
      resource("aws:memorydb/cluster:Cluster", "durable", { aclName: ref("acl") }),
    ],
    passes: [
      {
        when: "it is a member of a Global Datastore, which is judged where it begins",
        change: { "cache.userGroupIds": ABSENT, "cache.globalReplicationGroupId": "ldgnf-sessions" },
      },
      {
        when: "Memcached knows no users",
        change: { "serverless.userGroupId": ABSENT, "serverless.engine": "memcached" },
      },
    ],
    fails: [
      {
        when: "clients share a token",
        change: { "cache.userGroupIds": ABSENT, "cache.authToken": UNKNOWN },
        gives: [["cache", "its clients share one authToken", GROUP_FIX]],
      },
      {
        when: "nobody is asked",
        change: { "cache.userGroupIds": [] },
        gives: [["cache", "userGroupIds is not set, so that it asks nobody who they are", GROUP_FIX]],
      },
      {
        when: "a serverless cache asks nobody",
        change: { "serverless.userGroupId": ABSENT },
        gives: [
          [
            "serverless",
            "userGroupId is not set, so that it asks nobody who they are",
            `${FIX}, and name a group of them in userGroupId`,
          ],
        ],
      },
      {
        when: "a cluster of MemoryDB is open",
        change: { "durable.aclName": "open-access" },
        gives: [
          ["durable", 'aclName is "open-access", which lets everybody in', `${FIX}, and name an ACL of them`],
        ],
      },
    ],
    unknowns: [
      {
        when: "its groups are unknown",
        change: { "cache.userGroupIds": UNKNOWN },
        gives: [["cache", "userGroupIds"]],
      },
    ],
  },
];
