import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { BUCKET, BUCKET_REPLICATION } from "../../resources";

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

/** The state of each rule. */
export function ruleStates(rules: Field): readonly ("enabled" | "disabled" | "unknown")[] {
  if (rules.state === "unknown") return ["unknown"];
  return rules.items().map((rule) => {
    const status = rule.at("status").string();
    return status.state === "known" ? (status.value === "Enabled" ? "enabled" : "disabled") : "unknown";
  });
}
