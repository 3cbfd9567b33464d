import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { durableInstances, roleOf } from "../shared/databases";
import { incomingReferences, type IncomingReferences } from "../shared/incoming-references";
import { regionText, sameRegion, spansRegions } from "../shared/regions";
import {
  BACKUPS_REPLICATION,
  DB_CLUSTER,
  DB_INSTANCE,
  GLOBAL_CLUSTER,
  TABLE,
  TABLE_REPLICA,
} from "../../resources";

/** Judges programs that live in several regions. */
export const dbCrossRegionCopy = stackRule({
  id: "db-cross-region-copy",
  title: "A database has a copy in another region",
  group: "durability",
  severity: "critical",
  level: "mandatory",
  types: [...DB_INSTANCE, ...DB_CLUSTER, ...TABLE],
  rationale: "Servers in a second region without the data are a second region that cannot serve.",
  link: "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
  remediation: "Add a replica, a global cluster's member, or replicated backups in another region.",
  matches: { wellArchitected: ["REL13-BP02"] },
  evaluate: (plan) => {
    if (!spansRegions(plan)) return [];
    return [...instances(plan), ...clusters(plan), ...tables(plan)];
  },
});

function instances(plan: Plan): readonly PolicyVerdict[] {
  const replicas = incomingReferences(plan, DB_INSTANCE, "replicateSourceDb", DB_INSTANCE);
  const backups = incomingReferences(plan, BACKUPS_REPLICATION, "sourceDbInstanceArn", DB_INSTANCE);
  return durableInstances(plan)
    .filter((instance) => roleOf(instance) === "primary")
    .map((primary) =>
      judgeCopies(primary, [replicas, backups], "add an Instance in another region that replicates it"),
    );
}

function clusters(plan: Plan): readonly PolicyVerdict[] {
  const members = incomingReferences(plan, DB_CLUSTER, "globalClusterIdentifier", GLOBAL_CLUSTER);
  const replicas = incomingReferences(plan, DB_CLUSTER, "replicationSourceIdentifier", DB_CLUSTER);
  const backups = incomingReferences(plan, BACKUPS_REPLICATION, "sourceDbInstanceArn", DB_CLUSTER);
  const siblings: IncomingReferences = {
    to: (cluster) =>
      plan
        .ofType(GLOBAL_CLUSTER)
        .map((all) => members.to(all))
        .find((group) => group.includes(cluster)) ?? [],
    undecided: members.undecided,
  };
  return plan
    .ofType(DB_CLUSTER)
    .filter(({ inputs }) => inputs.at("replicationSourceIdentifier").state === "absent")
    .map((cluster) =>
      judgeCopies(cluster, [siblings, replicas, backups], "make it a member of a global cluster"),
    );
}

function judgeCopies(
  database: PlannedResource,
  copies: readonly IncomingReferences[],
  fix: string,
): PolicyVerdict {
  const same = copies.flatMap((kind) => kind.to(database)).map((copy) => sameRegion(database, copy));
  if (same.includes(false)) return pass;
  if (same.includes("unknown") || copies.some(({ undecided }) => undecided.length > 0)) {
    return unknown("where its copies are", database);
  }
  return fail(`it has no copy outside of ${regionText(database)}`, fix, database);
}

function tables(plan: Plan): readonly PolicyVerdict[] {
  const separate = incomingReferences(plan, TABLE_REPLICA, "globalTableArn", TABLE);
  return plan.ofType(TABLE).map((table) => {
    const replicas = table.inputs.at("replicas");
    if (replicas.items().length > 0 || separate.to(table).length > 0) return pass;
    if (replicas.state === "unknown" || separate.undecided.length > 0) return unknown(replicas.path, table);
    return fail(`it has no copy outside of ${regionText(table)}`, "list another region in replicas", table);
  });
}
