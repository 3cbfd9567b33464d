/** AWS Backup. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { named, number, text } from "../../../values";
import { types } from "../../type-tokens";
import { output } from "../references";

const service = "backup.amazonaws.com";

export const backupVaults: readonly AwsRefusalRule[] = [
  {
    id: "backup-vault-name",
    types: [types.backupVault],
    when: "plan",
    property: "name",
    link: docs.backup("CreateBackupVault"),
    refuse: ({ inputs }) => {
      const name = text(inputs["name"]);
      if (name === undefined || /^[0-9A-Za-z_-]{2,50}$/.test(name)) return undefined;
      return "invalid value for name (must consist of letters, numbers, and hyphens.)";
    },
  },
  {
    id: "restore-testing-name",
    types: [types.restoreTestingPlan, types.restoreTestingSelection],
    when: "plan",
    property: "name",
    link: docs.backup("CreateRestoreTestingPlan"),
    refuse: ({ inputs }) => {
      const name = text(inputs["name"]);
      if (name === undefined || /^\w+$/.test(name)) return undefined;
      return `Attribute name must contain only alphanumeric characters, and underscores, got: ${name}`;
    },
  },
  {
    id: "vault-lock-without-grace",
    types: [types.vaultLock],
    when: "plan",
    property: "changeableForDays",
    link: docs.backup("PutBackupVaultLockConfiguration"),
    refuse: ({ inputs }) => {
      const days = number(inputs["changeableForDays"]);
      if (days === undefined || days >= 3) return undefined;
      return `expected changeable_for_days to be at least (3), got ${days}`;
    },
  },
  {
    id: "backup-role-of-another-service",
    types: [types.backupSelection, types.restoreTestingSelection],
    when: "apply",
    code: "InvalidParameterValueException",
    link: "https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html",
    refuse: ({ account, inputs }) => {
      const arn = named(inputs["iamRoleArn"]);
      const trust = output(account.byArn(arn), "assumeRolePolicy");
      if (trust === undefined || trust.includes(`"${service}"`)) return undefined;
      return `IAM Role ${arn} cannot be assumed by AWS Backup`;
    },
  },
];
