import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { BUCKET, BUCKET_ENCRYPTION, BUCKET_REPLICATION } from "../../resources";

/** A bucket's replication, set by a resource of its own or, in older programs, within the bucket. */
export interface Replication {
  readonly source: PlannedResource;
  /** What holds the rules: the resource to mend. */
  readonly holder: PlannedResource;
  readonly rules: Field;
  /** The buckets of this plan that it copies to; unknown when they cannot be told, or lie outside. */
  readonly destinations: readonly PlannedResource[] | "unknown";
}

/** Every replication whose source bucket is known. */
export function replications(plan: Plan): readonly Replication[] {
  const separate = plan.ofType(BUCKET_REPLICATION).flatMap((holder) => {
    const source = plan.references(holder, "bucket", BUCKET);
    if (source.state !== "known") return [];
    return source.value.map((bucket) => replication(plan, bucket, holder, "rules"));
  });
  const inline = plan
    .ofType(BUCKET)
    .flatMap((bucket) =>
      bucket.inputs.at("replicationConfiguration").state === "absent"
        ? []
        : [replication(plan, bucket, bucket, "replicationConfiguration.rules")],
    );
  return [...separate, ...inline];
}

function replication(
  plan: Plan,
  source: PlannedResource,
  holder: PlannedResource,
  path: string,
): Replication {
  const destinations = plan.references(holder, path, BUCKET);
  return {
    source,
    holder,
    rules: holder.inputs.at(path),
    destinations: destinations.state === "known" ? destinations.value : "unknown",
  };
}

/** Replications set by resources whose source bucket is not known before deployment. */
export function undecidedReplications(plan: Plan): readonly PlannedResource[] {
  return plan
    .ofType(BUCKET_REPLICATION)
    .filter((holder) => plan.references(holder, "bucket", BUCKET).state === "unknown");
}

/** Why a bucket's replication leaves objects out; undefined where it leaves out none, or it cannot be told. */
export interface ReplicationGap {
  readonly found: string;
  readonly fix: string;
}

/** What the rules of one source leave out. @param encrypted whether its objects are encrypted with a KMS key. */
export function replicationGap(rules: Field, encrypted: boolean): ReplicationGap | undefined {
  const states = ruleStates(rules);
  if (states.includes("unknown")) return undefined;
  const enabled = rules.items().filter((_, index) => states[index] === "enabled");
  if (enabled.length === 0) {
    return { found: "its replication rules are not enabled", fix: "set status of a rule to Enabled" };
  }
  const filters = enabled.map(filterOf);
  if (!filters.includes(undefined)) {
    return {
      found: `its replication copies only ${[...new Set(filters)].join(" and ")}`,
      fix: "add a rule with an empty filter, which copies all objects",
    };
  }
  const copiesEncrypted = enabled.some(
    (rule) =>
      rule.at("sourceSelectionCriteria").state === "unknown" ||
      isEnabled(rule.at("sourceSelectionCriteria.sseKmsEncryptedObjects.status")),
  );
  return encrypted && !copiesEncrypted
    ? {
        found: "its objects are encrypted with a KMS key, and its replication leaves such objects out",
        fix: "enable sourceSelectionCriteria.sseKmsEncryptedObjects of the rule, and set replicaKmsKeyId of its destination",
      }
    : undefined;
}

/** What a rule is limited to; undefined where it copies all. Unknown prefixes are taken to be one. */
function filterOf(rule: Field): string | undefined {
  const prefixes = [rule.at("prefix"), rule.at("filter.prefix"), rule.at("filter.and.prefix")];
  const [prefix] = prefixes.map((field) => field.string()).filter(({ state }) => state !== "absent");
  if (prefix?.state === "unknown") return "what is under a prefix";
  if (prefix?.state === "known" && prefix.value !== "") return `what is under ${prefix.value}`;
  const tagged = [rule.at("filter.tag"), rule.at("filter.and.tags")].some(({ state }) => state !== "absent");
  return tagged ? "what has a tag" : undefined;
}

function isEnabled(status: Field): boolean {
  const read = status.string();
  return read.state === "unknown" || (read.state === "known" && read.value === "Enabled");
}

/** The buckets whose objects are encrypted with a KMS key by default. */
export function bucketsWithKmsKey(plan: Plan): ReadonlySet<PlannedResource> {
  const usesKey = (rules: Field): boolean =>
    rules.items().some((rule) => {
      const algorithm = rule.at("applyServerSideEncryptionByDefault.sseAlgorithm").string();
      return algorithm.state === "known" && algorithm.value.startsWith("aws:kms");
    });
  const separate = plan
    .ofType(BUCKET_ENCRYPTION)
    .filter(({ inputs }) => usesKey(inputs.at("rules")))
    .flatMap((encryption) => encryption.dependenciesOf("bucket"));
  const inline = plan.ofType(BUCKET).filter(({ inputs }) => {
    const rule = inputs.at("serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault");
    const algorithm = rule.at("sseAlgorithm").string();
    return algorithm.state === "known" && algorithm.value.startsWith("aws:kms");
  });
  return new Set([...separate, ...inline]);
}

/** The state of each rule. */
export function ruleStates(rules: Field): readonly ("enabled" | "disabled" | "unknown")[] {
  if (rules.state === "unknown") return ["unknown"];
  return rules.items().map((rule) => {
    const status = rule.at("status").string();
    return status.state === "known" ? (status.value === "Enabled" ? "enabled" : "disabled") : "unknown";
  });
}
