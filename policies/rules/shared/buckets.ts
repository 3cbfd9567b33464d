import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { BUCKET, BUCKET_REPLICATION } from "../tokens";

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
    const rules = holder.inputs.at("rules");
    return source.value.map((bucket) => ({
      source: bucket,
      holder,
      rules,
      destinations: destinationsOf(plan, holder, rules, bucket),
    }));
  });
  const inline = plan.ofType(BUCKET).flatMap((bucket) =>
    ["replicationConfiguration", "replicationConfigurations"]
      .map((name) => bucket.inputs.at(name))
      .flatMap((field) => (field.isList ? field.items() : field.state === "absent" ? [] : [field]))
      .map((configuration) => {
        const rules = configuration.at("rules");
        return {
          source: bucket,
          holder: bucket,
          rules,
          destinations: destinationsOf(plan, bucket, rules, bucket),
        };
      }),
  );
  return [...separate, ...inline];
}

/** Replications set by resources whose source bucket is not known before deployment. */
export function undecidedReplications(plan: Plan): readonly PlannedResource[] {
  return plan
    .ofType(BUCKET_REPLICATION)
    .filter((holder) => plan.references(holder, "bucket", BUCKET).state === "unknown");
}

/** The rules that are in force; a rule whose status is unknown counts, and is told apart by `isUnknown`. */
export function ruleStates(rules: Field): readonly ("enabled" | "disabled" | "unknown")[] {
  if (rules.state === "unknown") return ["unknown"];
  return rules.items().map((rule) => {
    const status = rule.at("status").string();
    return status.state === "known" ? (status.value === "Enabled" ? "enabled" : "disabled") : "unknown";
  });
}

function destinationsOf(
  plan: Plan,
  holder: PlannedResource,
  rules: Field,
  source: PlannedResource,
): readonly PlannedResource[] | "unknown" {
  const property = rules.path.replace(/[.[].*/, "");
  const unresolved: Field[] = [];
  const found: PlannedResource[] = [];
  for (const rule of rules.items()) {
    const arn = rule.at("destination.bucket").string();
    const target =
      arn.state === "known" ? plan.ofType(BUCKET).find((bucket) => hasArn(bucket, arn.value)) : undefined;
    if (target !== undefined) found.push(target);
    else if (arn.state === "known") return "unknown";
    else unresolved.push(rule);
  }
  const rest = holder
    .dependenciesOf(property)
    .filter(
      (bucket) =>
        (BUCKET as readonly string[]).includes(bucket.type) && bucket !== source && !found.includes(bucket),
    );
  return rest.length === unresolved.length && rules.state === "known" ? [...found, ...rest] : "unknown";
}

function hasArn({ props }: PlannedResource, arn: string): boolean {
  const own = props.at("arn").string();
  return own.state === "known" && own.value === arn;
}
