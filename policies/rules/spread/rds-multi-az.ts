import { stackRule } from "../../framework/rule";
import { list, unknown } from "../../framework/verdict";
import { mustBeOn } from "../shared/bounds";
import { durableInstances, roleOf } from "../shared/databases";
import { DB_INSTANCE } from "../../resources";

/** About the stack, because only there can be seen whether a replica is a reader beside its source. */
export const rdsMultiAz = stackRule({
  id: "rds-multi-az",
  title: "A database instance has a standby in another zone",
  group: "spread",
  severity: "critical",
  level: "mandatory",
  types: DB_INSTANCE,
  rationale:
    "Without a standby, losing the zone means restoring a backup; with one it takes one to two minutes.",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html",
  remediation: "Set multiAz, also on a replica in another region: after promotion it is the database.",
  matches: {
    wellArchitected: ["REL10-BP01", "REL11-BP02"],
    checkov: ["CKV_AWS_157"],
    securityHub: ["RDS.5"],
  },
  evaluate: (plan) =>
    durableInstances(plan).flatMap((instance) => {
      const verdicts = list(mustBeOn(instance.inputs.at("multiAz").boolean()), instance);
      const undecided = roleOf(instance) === "unknown" && verdicts.some(({ kind }) => kind === "fail");
      return undecided ? [unknown("whether it is a reader in the region of its source", instance)] : verdicts;
    }),
});
