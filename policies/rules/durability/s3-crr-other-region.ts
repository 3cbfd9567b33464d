import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { replications } from "../shared/buckets";
import { regionText, sameRegion, spansRegions } from "../shared/regions";
import { BUCKET } from "../../resources";

/** Judges programs that live in several regions. */
export const s3CrrOtherRegion = stackRule({
  id: "s3-crr-other-region",
  title: "A bucket's replicas lie in another region",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: BUCKET,
  rationale: "A replica in the same region is lost together with its source.",
  link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html#crr-scenario",
  remediation: "Replicate to a bucket whose provider has another region.",
  matches: { wellArchitected: ["REL13-BP02"] },
  evaluate: (plan) => {
    if (!spansRegions(plan)) return [];
    return replications(plan).map(({ source, holder, rules, destinations }) => {
      if (destinations === "unknown") return unknown(`${rules.path}: which buckets they copy to`, holder);
      const same = destinations.map((destination) => sameRegion(source, destination));
      if (destinations.length === 0 || same.includes(false)) return pass;
      if (same.includes("unknown")) return unknown("the region of its destination", holder);
      const names = destinations.map(({ name }) => name).join(", ");
      return fail(
        `it copies ${source.name} to ${names} in the same region, ${regionText(source)}`,
        "copy it to a bucket in another region",
        holder,
      );
    });
  },
});
