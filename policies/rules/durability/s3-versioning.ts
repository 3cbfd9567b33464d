import type { Read } from "../../framework/field";
import type { PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { incomingReferences } from "../shared/incoming-references";
import { BUCKET, BUCKET_VERSIONING } from "../../resources";

export const s3Versioning = stackRule({
  id: "s3-versioning",
  title: "A bucket keeps the versions of its objects",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: BUCKET,
  rationale:
    "Without versions an overwritten or deleted object is gone, and S3 replicates no bucket that has none.",
  link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  remediation: "Add a BucketVersioning with status Enabled.",
  matches: { wellArchitected: ["REL09-BP01", "REL13-BP02"], checkov: ["CKV_AWS_21"], securityHub: ["S3.14"] },
  evaluate: (plan) => {
    const versionings = incomingReferences(plan, BUCKET_VERSIONING, "bucket", BUCKET);
    return plan.ofType(BUCKET).map((bucket) => {
      const states = [...versionings.to(bucket).map(stateOf), ...inlineStates(bucket)];
      if (states.includes("on")) return pass;
      if (states.includes("unknown") || versionings.undecided.length > 0)
        return unknown("its versioning", bucket);
      return fail(
        states.length === 0 ? "it has no versioning" : "its versioning is not enabled",
        "add a BucketVersioning with status Enabled",
        bucket,
      );
    });
  },
});

type State = "on" | "off" | "unknown";

function stateOf({ inputs }: PlannedResource): State {
  const status = inputs.at("versioningConfiguration.status").string();
  return status.state === "known" ? (status.value === "Enabled" ? "on" : "off") : "unknown";
}

/** How older programs say it, within the bucket. */
function inlineStates({ inputs }: PlannedResource): readonly State[] {
  const single = inputs.at("versioning");
  const fields = [...(single.state === "absent" ? [] : [single]), ...inputs.at("versionings").items()];
  return fields.map((field) => fromSwitch(field.at("enabled").boolean()));
}

function fromSwitch(read: Read<boolean>): State {
  return read.state === "unknown" ? "unknown" : read.state === "known" && read.value ? "on" : "off";
}
