import { z } from "zod";

import { stackRule } from "../../framework/rule";
import { list, unknown } from "../../framework/verdict";
import { atLeast } from "../shared/bounds";
import { durableInstances, roleOf } from "../shared/databases";
import { DB_CLUSTER, DB_INSTANCE } from "../../resources";

/** About the stack, because only there can be seen whether a replica is a reader beside its source. */
export const rdsBackups = stackRule({
  id: "rds-backups",
  title: "A database can be restored to any second of the last days",
  group: "durability",
  severity: "critical",
  level: "mandatory",
  types: [...DB_INSTANCE, ...DB_CLUSTER],
  rationale:
    "Replicas copy mistakes too: only backups bring back what was deleted, and without them RDS makes no replica.",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
  remediation:
    "Raise backupRetentionPeriod, also on a replica in another region: after promotion it has no others.",
  matches: {
    wellArchitected: ["REL09-BP01", "REL09-BP03"],
    checkov: ["CKV_AWS_133", "CKV_AWS_360", "CKV_AWS_361"],
    securityHub: ["RDS.11", "DocumentDB.2", "Neptune.5"],
  },
  settings: z.strictObject({
    minimumDays: z.int().min(1).max(35).default(7).describe("days that backups are kept"),
  }),
  evaluate: (plan, { minimumDays }) => [
    ...durableInstances(plan).flatMap((instance) => {
      const days = instance.inputs.at("backupRetentionPeriod").number();
      const verdicts = list(atLeast(days, minimumDays, { otherwise: 0 }), instance);
      const undecided = roleOf(instance) === "unknown" && verdicts.some(({ kind }) => kind === "fail");
      return undecided ? [unknown("whether it is a reader in the region of its source", instance)] : verdicts;
    }),
    ...plan
      .ofType(DB_CLUSTER)
      .flatMap((cluster) =>
        list(
          atLeast(cluster.inputs.at("backupRetentionPeriod").number(), minimumDays, { otherwise: 1 }),
          cluster,
        ),
      ),
  ],
});
