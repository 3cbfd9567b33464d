import { backupCrossRegionCopy } from "../../../policies/rules/durability/backup-cross-region-copy";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

const CLUSTER = "aws:rds/cluster:Cluster";

export const durabilityOfBackups: readonly RuleTable[] = [
  {
    rule: backupCrossRegionCopy,
    compliant: [
      resource("aws:backup/vault:Vault", "here", {}),
      resource("aws:backup/vault:Vault", "there", {}, { region: "eu-west-1" }),
      resource("aws:backup/plan:Plan", "plan", {
        rules: [
          {
            ruleName: "daily",
            targetVaultName: ref("here"),
            copyActions: [{ destinationVaultArn: ref("there") }],
          },
        ],
      }),
    ],
    passes: [
      {
        when: "AWS copies nothing of what it backs up",
        change: { "plan.rules.0.copyActions": ABSENT },
        add: [
          resource(CLUSTER, "multi-az", { dbClusterInstanceClass: "db.m6gd.large" }),
          resource("aws:backup/selection:Selection", "stores", {
            planId: ref("plan"),
            resources: [ref("multi-az")],
          }),
        ],
      },
      {
        when: "the vault is known by its ARN",
        change: {
          "plan.rules.0.copyActions.0.destinationVaultArn": "arn:aws:backup:eu-west-1:1:backup-vault:safe",
        },
      },
    ],
    fails: [
      {
        when: "nothing is copied of a cluster that AWS would copy",
        change: { "plan.rules.0.copyActions": ABSENT },
        add: [
          resource(CLUSTER, "aurora", {}),
          resource("aws:backup/selection:Selection", "stores", {
            planId: ref("plan"),
            resources: [ref("aurora")],
          }),
        ],
        gives: [["plan", "rule daily copies nothing", "add a copyAction to a vault in another region"]],
      },
      {
        when: "nothing is copied of what a tag selects",
        change: { "plan.rules.0.copyActions": ABSENT },
        add: [
          resource("aws:backup/selection:Selection", "stores", {
            planId: ref("plan"),
            selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "yes" }],
          }),
        ],
        gives: [["plan", "rule daily copies nothing", "add a copyAction to a vault in another region"]],
      },
      {
        when: "nothing is copied",
        change: { "plan.rules.0.copyActions": ABSENT },
        gives: [["plan", "rule daily copies nothing", "add a copyAction to a vault in another region"]],
      },
      {
        when: "the copy stays in the region",
        change: { "there!region": "us-east-1" },
        gives: [
          ["plan", "rule daily copies within us-east-1", "add a copyAction to a vault in another region"],
        ],
      },
    ],
    unknowns: [
      { when: "the rules are unknown", change: { "plan.rules": UNKNOWN }, gives: [["plan", "rules"]] },
      {
        when: "the vaults are unknown",
        change: { "plan.rules.0.copyActions.0.destinationVaultArn": UNKNOWN, "here!region": UNKNOWN },
        gives: [["plan", "the region of rules[0].copyActions"]],
      },
    ],
  },
];
