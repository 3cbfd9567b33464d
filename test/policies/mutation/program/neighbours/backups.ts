/** Backups of the databases, copied to the other region, and an alarm that tells when one fails. */
import * as aws from "@pulumi/aws";

import type { NeighbourContext } from "./context";

export function backups(
  from: NeighbourContext,
  to: NeighbourContext,
  databases: readonly aws.rds.Cluster[],
): void {
  const [vault, copy] = [from, to].map(watchedVault);
  if (!vault || !copy) return;
  const plan = new aws.backup.Plan(
    from.name("backups"),
    {
      rules: [
        {
          ruleName: "daily",
          targetVaultName: vault.name,
          schedule: "cron(0 2 * * ? *)",
          copyActions: [{ destinationVaultArn: copy.arn }],
        },
      ],
    },
    from.here,
  );
  const role = new aws.iam.Role(
    from.name("backup-role"),
    {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" },
        ],
      }),
    },
    from.here,
  );
  const stores = databases.slice(0, 1).map(({ arn }) => arn);
  new aws.backup.Selection(
    from.name("selection"),
    { planId: plan.id, iamRoleArn: role.arn, resources: stores },
    from.here,
  );
}

function watchedVault({ name, here }: NeighbourContext): aws.backup.Vault {
  const vault = new aws.backup.Vault(name("vault"), {}, here);
  const topic = new aws.sns.Topic(name("topic"), {}, here);
  new aws.cloudwatch.MetricAlarm(
    name("alarm"),
    {
      namespace: "AWS/Backup",
      metricName: "NumberOfBackupJobsFailed",
      dimensions: { BackupVaultName: vault.name },
      statistic: "Sum",
      period: 3600,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      alarmActions: [topic.arn],
    },
    here,
  );
  return vault;
}
