/** What resources of their own say about a bucket: versioning, and how fast it is replicated. */
import type { Field } from "../../framework/field";
import type { Plan } from "../../framework/planned";
import type { Answer, Facts } from "./types";

const VERSIONING = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
];
const REPLICATION = ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"];

/** Facts by bucket URN. */
export function bucketFacts(plan: Plan): ReadonlyMap<string, Facts> {
  const facts = new Map<string, Facts>();
  const note = (bucket: string, more: Facts): void => {
    facts.set(bucket, { ...facts.get(bucket), ...more });
  };
  for (const resource of plan.ofType(VERSIONING)) {
    const versioned = enabled(resource.inputs.at("versioningConfiguration.status"));
    for (const { urn } of resource.dependenciesOf("bucket")) note(urn, { versioned });
  }
  for (const resource of plan.ofType(REPLICATION)) {
    const times = resource.inputs
      .at("rules")
      .items()
      .map((rule) => enabled(rule.at("destination.replicationTime.status")));
    const timedReplication = times.length > 0 && times.every((time) => time === "yes") ? "yes" : "no";
    for (const { urn } of resource.dependenciesOf("bucket")) note(urn, { timedReplication });
  }
  return facts;
}

function enabled(status: Field): Answer {
  const read = status.string();
  if (read.state === "unknown") return "unknown";
  return read.state === "known" && read.value === "Enabled" ? "yes" : "no";
}
