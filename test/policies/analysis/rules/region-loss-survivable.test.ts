import { regionLossSurvivable } from "../../../../policies/analysis/rules/region-loss-survivable";
import { ABSENT, resource, ref, UNKNOWN } from "../../support/fixture";
import { runTable } from "../../support/table";
import { multiRegion } from "../programs/multi-region";

/** A workload in a cluster that the plan does not make. */
const elsewhere = [
  resource("pulumi:providers:kubernetes", "k8s", { context: "shop" }),
  resource("kubernetes:apps/v1:Deployment", "shop", {
    spec: { replicas: 3, template: { metadata: { labels: { app: "shop" } } } },
  }),
];

runTable({
  rule: regionLossSurvivable,
  compliant: multiRegion(),
  passes: [
    {
      when: "backups beside the replica",
      add: [
        resource(
          "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
          "backups",
          { sourceDbInstanceArn: ref("db-us-east-1") },
          { region: "eu-west-1" },
        ),
      ],
    },
    {
      when: "nothing is held to what it does not claim",
      change: { "db-eu-west-1": ABSENT },
      config: { regions: "not-claimed" },
    },
  ],
  fails: [
    {
      when: "backups instead of the replica",
      change: { "db-eu-west-1": ABSENT },
      add: [
        resource(
          "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
          "backups",
          { sourceDbInstanceArn: ref("db-us-east-1") },
          { region: "eu-west-1" },
        ),
      ],
      gives: [
        [
          "db-us-east-1",
          "losing region us-east-1: of db-us-east-1 only backups are in eu-west-1, and restoring them would launch a store during the failure",
          "keep a running copy of db-us-east-1 in eu-west-1 (an instance with replicateSourceDb)",
        ],
      ],
    },
    {
      when: "a vault of AWS Backup instead of the replica",
      change: { "db-eu-west-1": ABSENT },
      add: [
        resource("aws:backup/vault:Vault", "vault", {}, { region: "eu-west-1" }),
        resource("aws:backup/plan:Plan", "daily", {
          rules: [{ ruleName: "daily", copyActions: [{ destinationVaultArn: ref("vault") }] }],
        }),
        resource("aws:backup/selection:Selection", "stores", {
          planId: ref("daily"),
          resources: [ref("db-us-east-1")],
        }),
      ],
      gives: [
        [
          "db-us-east-1",
          "losing region us-east-1: of db-us-east-1 only backups are in eu-west-1, and restoring them would launch a store during the failure",
          "keep a running copy of db-us-east-1 in eu-west-1 (an instance with replicateSourceDb)",
        ],
      ],
    },
    {
      when: "the copy is where nobody is sent",
      change: { "db-eu-west-1!region": "ap-south-1", "db-eu-west-1.kmsKeyId": ABSENT },
      gives: [
        [
          "db-us-east-1",
          "losing region us-east-1: eu-west-1 answers, but the copy of db-us-east-1 is in ap-south-1",
          "keep a copy of db-us-east-1 in eu-west-1 (an instance with replicateSourceDb)",
        ],
      ],
    },
    {
      when: "a workload is bound to the target group of one region only",
      add: [
        ...elsewhere,
        resource("kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding", "binding", {
          spec: { serviceRef: { name: "shop", port: 80 }, targetGroupARN: ref("tg-us-east-1") },
        }),
      ],
      gives: [
        [
          "shop",
          "losing region us-east-1: shop has no counterpart in eu-west-1",
          "run shop in eu-west-1 too",
        ],
      ],
    },
    {
      when: "a second region without instances",
      change: { "web-eu-west-1": ABSENT },
      gives: [
        [
          "web-us-east-1",
          "losing region us-east-1: web-us-east-1 has no counterpart in eu-west-1",
          "run web-us-east-1 in eu-west-1 too",
        ],
      ],
    },
  ],
  unknowns: [
    {
      change: { "db-us-east-1.backupRetentionPeriod": UNKNOWN },
      gives: [["db-us-east-1", "backupRetentionPeriod of db-us-east-1"]],
    },
    {
      when: "it is unknown in which region a workload runs",
      add: elsewhere,
      gives: [["shop", "the region of shop"]],
    },
    {
      when: "it is unknown in which region the copy is",
      change: { "db-eu-west-1!region": UNKNOWN },
      gives: [["db-eu-west-1", "the region of db-eu-west-1"]],
    },
    {
      when: "no record leads to the load balancer",
      change: Object.fromEntries(
        ["record-us-east-1", "record-eu-west-1", "direct-us-east-1", "direct-eu-west-1"].map((name) => [
          name,
          ABSENT,
        ]),
      ),
      gives: ["us-east-1", "eu-west-1"].map((region) => [
        `alb-${region}`,
        `the DNS record that leads to alb-${region}`,
      ]),
      config: { neededShare: 0 },
    },
  ],
});
