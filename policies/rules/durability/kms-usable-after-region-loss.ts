import type { Plan, PlannedResource, Resource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { replications } from "../shared/buckets";
import { roleOf } from "../shared/databases";
import { regionOfArn, regionText } from "../shared/regions";
import { ANY_KMS_KEY, BUCKET_REPLICATION, DB_INSTANCE } from "../../resources";

export const kmsUsableAfterRegionLoss = stackRule({
  id: "kms-usable-after-region-loss",
  title: "A copy in another region is encrypted with a key of that region",
  group: "durability",
  severity: "critical",
  level: "mandatory",
  types: [...DB_INSTANCE, ...BUCKET_REPLICATION],
  rationale: "A copy whose key lies in the lost region is there, and no one can read it.",
  link: "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
  remediation: "Name a key, or the replica of a multi-region key, of the copy's own region.",
  matches: { wellArchitected: ["REL13-BP02"] },
  evaluate: (plan) => [...replicas(plan), ...objects(plan)],
});

function replicas(plan: Plan): readonly PolicyVerdict[] {
  return plan
    .ofType(DB_INSTANCE)
    .filter((instance) => roleOf(instance) === "remote replica")
    .map((replica) => {
      const key = replica.inputs.at("kmsKeyId").string();
      if (key.state === "absent") return encryptedWithout(replica);
      const arn = key.state === "known" ? regionOfArn(key.value) : undefined;
      const regions = arn === undefined ? regionsOf(keysOf(replica, "kmsKeyId")) : [arn];
      const [region, ...others] = regions === "unknown" ? [] : regions;
      if (region === undefined || others.length > 0 || replica.region.state !== "known") {
        return unknown("the region of kmsKeyId", replica);
      }
      return region === replica.region.value
        ? pass
        : fail(
            `its kmsKeyId lies in ${region}, the replica in ${replica.region.value}`,
            `name a key of ${replica.region.value}`,
            replica,
          );
    });
}

function encryptedWithout(replica: PlannedResource): PolicyVerdict {
  return fail(
    "kmsKeyId is not set, and its source's key stays in its source's region",
    `name a key of ${regionText(replica)}`,
    replica,
  );
}

/** The keys of a replication are told by what its rules depend on: each destination's region must have one. */
function objects(plan: Plan): readonly PolicyVerdict[] {
  return replications(plan)
    .filter(({ rules }) =>
      rules.items().some((rule) => rule.at("destination.encryptionConfiguration").state !== "absent"),
    )
    .map(({ holder, rules, destinations }) => {
      const keys = regionsOf(keysOf(holder, rules.path.replace(/[.[].*/, "")));
      const places = destinations === "unknown" ? "unknown" : regionsOf(destinations);
      if (keys === "unknown" || places === "unknown" || keys.length === 0)
        return unknown("the region of replicaKmsKeyId", holder);
      const missing = places.filter((region) => !keys.includes(region));
      return missing.length === 0
        ? pass
        : fail(
            `its replicaKmsKeyId lies in ${keys.join(", ")}, the copies in ${places.join(", ")}`,
            `name a key of ${missing.join(", ")}`,
            holder,
          );
    });
}

function keysOf(resource: PlannedResource, property: string): readonly PlannedResource[] {
  return resource
    .dependenciesOf(property)
    .filter(({ type }) => (ANY_KMS_KEY as readonly string[]).includes(type));
}

/** The distinct regions, sorted; unknown as soon as one of them is. */
function regionsOf(resources: readonly Resource[]): readonly string[] | "unknown" {
  const known = resources.flatMap(({ region }) => (region.state === "known" ? [region.value] : []));
  return known.length === resources.length ? [...new Set(known)].sort() : "unknown";
}
