import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import {
  bucketsWithKmsKey,
  replicationGap,
  replications,
  ruleStates,
  undecidedReplications,
} from "../shared/buckets";
import { logBuckets } from "../shared/log-buckets";
import { spansRegions } from "../shared/regions";
import { BUCKET } from "../../resources";

/** Judges what is kept, logs excepted, of programs that live in several regions. That both sides keep versions is what s3-versioning demands. */
export const s3Crr = stackRule({
  id: "s3-crr",
  title: "A bucket is copied to another bucket, all of it",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: BUCKET,
  rationale: "S3 keeps objects in one region; when it is lost or cut off, only a replica can be read.",
  link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
  remediation: "Add a BucketReplicationConfig with an enabled rule.",
  matches: { wellArchitected: ["REL13-BP02"], checkov: ["CKV_AWS_144"], securityHub: ["S3.7"] },
  evaluate: (plan) => {
    if (!spansRegions(plan)) return [];
    const all = replications(plan);
    const open = undecidedReplications(plan).length > 0;
    const logs = logBuckets(plan);
    const encrypted = bucketsWithKmsKey(plan);
    const kept = plan.ofType(BUCKET).filter(({ urn }) => !logs.has(urn));
    return kept.map((bucket) => {
      const states = all.filter(({ source }) => source === bucket).flatMap(({ rules }) => ruleStates(rules));
      // A bucket that only receives copies is the copy.
      const isCopy = all.some(
        ({ destinations }) => destinations !== "unknown" && destinations.includes(bucket),
      );
      const own = all.filter(({ source }) => source === bucket);
      const gaps = own.map(({ rules }) => replicationGap(rules, encrypted.has(bucket)));
      const [gap] = gaps.includes(undefined) ? [] : gaps;
      if (states.includes("enabled") && gap !== undefined) return fail(gap.found, gap.fix, bucket);
      if (states.includes("enabled") || (isCopy && states.length === 0)) return pass;
      if (open || states.includes("unknown")) return unknown("its replication", bucket);
      return fail(
        states.length === 0 ? "it has no replication" : "its replication rules are not enabled",
        "add a BucketReplicationConfig with an enabled rule to a bucket in another region",
        bucket,
      );
    });
  },
});
