/** What resources of their own say about a bucket: versioning, and how fast it is replicated. */
import type { Field } from "../../framework/field";
import type { Plan } from "../../framework/planned";
import { BUCKET_REPLICATION, BUCKET_VERSIONING } from "../../resources";
import { bucketsWithKmsKey, replicationGap as gapOf } from "../../rules/shared/buckets";
import type { TriState, Facts } from "./types";

/** Facts by bucket URN. */
export function bucketFacts(plan: Plan): ReadonlyMap<string, Facts> {
  const facts = new Map<string, Facts>();
  const note = (bucket: string, more: Facts): void => {
    facts.set(bucket, { ...facts.get(bucket), ...more });
  };
  for (const resource of plan.ofType(BUCKET_VERSIONING)) {
    const versioned = enabled(resource.inputs.at("versioningConfiguration.status"));
    for (const { urn } of resource.dependenciesOf("bucket")) note(urn, { versioned });
  }
  const encrypted = bucketsWithKmsKey(plan);
  for (const resource of plan.ofType(BUCKET_REPLICATION)) {
    const times = resource.inputs
      .at("rules")
      .items()
      .map((rule) => enabled(rule.at("destination.replicationTime.status")));
    const timedReplication = times.length > 0 && times.every((time) => time === "yes") ? "yes" : "no";
    for (const bucket of resource.dependenciesOf("bucket")) {
      const replicationGap = gapOf(resource.inputs.at("rules"), encrypted.has(bucket));
      note(bucket.urn, { timedReplication, ...(replicationGap && { replicationGap }) });
    }
  }
  return facts;
}

function enabled(status: Field): TriState {
  const read = status.string();
  if (read.state === "unknown") return "unknown";
  return read.state === "known" && read.value === "Enabled" ? "yes" : "no";
}
