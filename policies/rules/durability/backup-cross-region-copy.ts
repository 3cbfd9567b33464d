import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { regionOfArn, regionText, sameRegion } from "../shared/regions";
import { BACKUP_PLAN, BACKUP_SELECTION, BACKUP_VAULT, RDS_CLUSTER } from "../../resources";

export const backupCrossRegionCopy = stackRule({
  id: "backup-cross-region-copy",
  title: "A backup plan copies its backups to another region",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: BACKUP_PLAN,
  rationale: "Backups that lie in the region they protect are lost, or out of reach, together with it.",
  link: "https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html",
  remediation: "Give each rule a copyAction to a vault in another region.",
  matches: { wellArchitected: ["REL13-BP02"] },
  evaluate: (plan) =>
    plan.ofType(BACKUP_PLAN).flatMap((backup) => {
      if (cannotTravel(plan, backup)) return [pass];
      const rules = backup.inputs.at("rules");
      if (rules.state === "unknown") return [unknown(rules.path, backup)];
      return rules.items().map((rule) => judgeRule(backup, rule));
    }),
});

/**
 * Whether a plan backs up Multi-AZ DB clusters alone, whose snapshots AWS copies to no other region:
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html
 */
function cannotTravel(plan: Plan, backup: PlannedResource): boolean {
  const selections = plan
    .ofType(BACKUP_SELECTION)
    .filter((selection) => selection.dependenciesOf("planId").includes(backup));
  const stores = selections.flatMap((selection): readonly (PlannedResource | undefined)[] => {
    const named = selection.dependenciesOf("resources");
    // What is selected by a tag, or written out, may be anything.
    return named.length === selection.inputs.at("resources").items().length ? named : [undefined];
  });
  return stores.length > 0 && stores.every(isMultiAzCluster);
}

function isMultiAzCluster(store: PlannedResource | undefined): boolean {
  return (
    store !== undefined &&
    (RDS_CLUSTER as readonly string[]).includes(store.type) &&
    store.inputs.at("dbClusterInstanceClass").state !== "absent"
  );
}

function judgeRule(backup: PlannedResource, rule: Field): PolicyVerdict {
  const actions = rule.at("copyActions");
  if (actions.state === "unknown") return unknown(actions.path, backup);
  const named = rule.at("ruleName").string();
  const name = named.state === "known" ? named.value : rule.path;
  const fix = "add a copyAction to a vault in another region";
  if (actions.items().length === 0) return fail(`rule ${name} copies nothing`, fix, backup);
  const elsewhere = actions.items().map((action) => isElsewhere(backup, action));
  if (elsewhere.includes(true)) return pass;
  return elsewhere.includes("unknown")
    ? unknown(`the region of ${actions.path}`, backup)
    : fail(`rule ${name} copies within ${regionText(backup)}`, fix, backup);
}

/** Whether a copy goes to another region: by its vault's ARN, or by the vaults that the rules depend on. */
function isElsewhere(backup: PlannedResource, action: Field): boolean | "unknown" {
  const arn = action.at("destinationVaultArn").string();
  if (arn.state === "known") {
    const region = regionOfArn(arn.value);
    return region === undefined || backup.region.state !== "known"
      ? "unknown"
      : region !== backup.region.value;
  }
  const vaults = backup
    .dependenciesOf("rules")
    .filter(({ type }) => (BACKUP_VAULT as readonly string[]).includes(type));
  const same = vaults.map((vault) => sameRegion(vault, backup));
  if (same.length === 0 || same.includes("unknown")) return "unknown";
  // Every rule also depends on the vault that it fills, in its own region; another region can only be a copy's.
  return same.includes(false);
}
