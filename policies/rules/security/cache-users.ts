import type { Resource } from "../../framework/planned";
import { resourceRule } from "../../framework/rule";
import { fail, pass, unknown, type Verdicts } from "../../framework/verdict";
import { CACHE_GROUP, isOneOf, MEMORYDB_CLUSTER, SERVERLESS_CACHE } from "../../resources";

const FIX = "make a user for each application, with a password and an access string of its own";

export const cacheUsers = resourceRule({
  id: "cache-users",
  title: "A cache knows its clients as users, not by one token",
  group: "security",
  severity: "medium",
  level: "advisory",
  types: [...CACHE_GROUP, ...SERVERLESS_CACHE, ...MEMORYDB_CLUSTER],
  rationale:
    "Whoever has the one token may empty the cache and change its settings, and it cannot be taken from one client alone.",
  link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
  remediation:
    "Make users whose access strings leave out @admin and @dangerous, put them into a group, and name the group in the cache.",
  matches: { wellArchitected: ["SEC03-BP02"] },
  evaluate: (cache) => (isOneOf(MEMORYDB_CLUSTER, cache.type) ? judgeList(cache) : judgeGroup(cache)),
});

/** A cluster of MemoryDB cannot be without a list; this one of AWS's own lets everybody do everything. */
function judgeList({ inputs }: Resource): Verdicts {
  // A name that only the deployment tells is that of a list which the program makes.
  return inputs.at("aclName").texts().includes("open-access")
    ? fail('aclName is "open-access", which lets everybody in', `${FIX}, and name an ACL of them`)
    : pass;
}

function judgeGroup({ type, inputs }: Resource): Verdicts {
  const property = isOneOf(SERVERLESS_CACHE, type) ? "userGroupId" : "userGroupIds";
  const groups = inputs.at(property);
  // One that only the deployment tells is a group; of a whole list, it may be none.
  if (groups.state === "unknown") return property === "userGroupId" ? pass : unknown(property);
  if (groups.state === "known" && (!groups.isList || groups.items().length > 0)) return pass;
  // Memcached knows no users; and a member of a Global Datastore is judged where that begins.
  if (inputs.at("engine").texts().includes("memcached")) return pass;
  if (inputs.at("globalReplicationGroupId").state !== "absent") return pass;
  const hasToken = ["authToken", "authTokenWo"].some((token) => inputs.at(token).state !== "absent");
  return fail(
    hasToken
      ? "its clients share one authToken"
      : `${property} is not set, so that it asks nobody who they are`,
    `${FIX}, and name a group of them in ${property}`,
  );
}
