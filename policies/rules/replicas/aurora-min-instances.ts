import { z } from "zod";

import type { PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { incomingReferences } from "../shared/incoming-references";
import {
  DB_CLUSTER,
  DOCDB_CLUSTER_INSTANCE,
  NEPTUNE_CLUSTER_INSTANCE,
  RDS_CLUSTER_INSTANCE,
} from "../../resources";

export const auroraMinInstances = stackRule({
  id: "aurora-min-instances",
  title: "An Aurora, DocumentDB or Neptune cluster has an instance to fail over to",
  group: "replicas",
  severity: "critical",
  level: "mandatory",
  types: DB_CLUSTER,
  rationale:
    "With a single instance a failover must first create another one, which takes about ten minutes.",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
  remediation: "Add a cluster instance in another zone.",
  matches: { wellArchitected: ["REL11-BP02"], securityHub: ["RDS.15", "Neptune.9"] },
  settings: z.strictObject({
    minimum: z.int().min(2).max(16).default(2).describe("instances of a cluster, its writer included"),
  }),
  evaluate: (plan, { minimum }) => {
    const members = incomingReferences(
      plan,
      [...RDS_CLUSTER_INSTANCE, ...DOCDB_CLUSTER_INSTANCE, ...NEPTUNE_CLUSTER_INSTANCE],
      "clusterIdentifier",
      DB_CLUSTER,
    );
    return plan.ofType(DB_CLUSTER).map((cluster) => {
      const count = members.to(cluster).length;
      if (bringsItsOwn(cluster) || count >= minimum) return pass;
      if (members.undecided.length > 0)
        return unknown("which cluster some of the instances belong to", cluster);
      return fail(
        `it has ${count} instance${count === 1 ? "" : "s"}`,
        `add ${minimum - count} more`,
        cluster,
      );
    });
  },
});

/** A Multi-AZ DB cluster is made with three instances; a serverless one of the first kind with what it needs. */
function bringsItsOwn({ inputs }: PlannedResource): boolean {
  const mode = inputs.at("engineMode").string();
  return (
    inputs.at("dbClusterInstanceClass").state !== "absent" ||
    (mode.state === "known" && mode.value === "serverless")
  );
}
