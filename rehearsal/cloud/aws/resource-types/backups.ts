/** AWS Backup. */
import { ACCOUNT, idFrom, uuid, type AwsResourceTypes } from "../resource-type";

export const backups: AwsResourceTypes = {
  "aws:backup/vault:Vault": {
    api: ["Backup", "BackupVault"],
    id: idFrom("name"),
    arn: ({ region, id }) => `backup:${region}:${ACCOUNT}:backup-vault:${id}`,
    autoname: { property: "name", maxLength: 50 },
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    api: ["Backup", "BackupVaultLockConfiguration"],
    operations: { creating: "PutBackupVaultLockConfiguration" },
    id: idFrom("backupVaultName"),
    computed: {
      backupVaultArn: ({ region, text }) =>
        `arn:aws:backup:${region}:${ACCOUNT}:backup-vault:${text("backupVaultName")}`,
    },
  },
  "aws:backup/plan:Plan": {
    api: ["Backup", "BackupPlan"],
    operations: { updating: "UpdateBackupPlan" },
    id: uuid,
    arn: ({ region, id }) => `backup:${region}:${ACCOUNT}:backup-plan:${id}`,
    autoname: { property: "name", maxLength: 50 },
  },
  "aws:backup/selection:Selection": {
    api: ["Backup", "BackupSelection"],
    id: uuid,
    autoname: { property: "name", maxLength: 50 },
  },
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": {
    api: ["Backup", "RestoreTestingPlan"],
    operations: { updating: "UpdateRestoreTestingPlan" },
    id: idFrom("name"),
    arn: (plan) => `backup:${plan.region}:${ACCOUNT}:restore-testing-plan:${plan.id}-${uuid(plan)}`,
    autoname: { property: "name", maxLength: 50 },
  },
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": {
    api: ["Backup", "RestoreTestingSelection"],
    operations: { updating: "UpdateRestoreTestingSelection" },
    id: ({ text }) => `${text("name")}:${text("restoreTestingPlanName")}`,
    autoname: { property: "name", maxLength: 50 },
  },
};
