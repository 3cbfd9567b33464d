import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws } from "../../../support/aws";
import { creation, type RuleCase } from "../../../support/rule-case";

async function select(aws: Aws, service: string): Promise<void> {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  };
  const role = await aws.create(types.role, { name: "backup", assumeRolePolicy: JSON.stringify(trust) });
  await aws.create(types.backupSelection, {
    name: "stores",
    planId: "plan",
    iamRoleArn: role.outputs["arn"] ?? "",
    resources: ["arn:aws:s3:::assets"],
  });
}

const testing = {
  scheduleExpression: "cron(0 10 ? * MON *)",
  recoveryPointSelection: {
    algorithm: "LATEST_WITHIN_WINDOW",
    includeVaults: ["*"],
    recoveryPointTypes: ["SNAPSHOT"],
  },
};

export const backupVaultCases: readonly RuleCase[] = [
  creation(
    "backup-vault-name",
    types.backupVault,
    { property: "name" },
    { name: "vault.of.orders" },
    { name: "vault-of_orders" },
  ),
  creation(
    "restore-testing-name",
    types.restoreTestingPlan,
    { property: "name" },
    { ...testing, name: "test-31e72eb" },
    { ...testing, name: "test_31e72eb" },
  ),
  creation(
    "vault-lock-without-grace",
    types.vaultLock,
    { property: "changeableForDays" },
    { backupVaultName: "vault", changeableForDays: 2 },
    { backupVaultName: "vault", changeableForDays: 3 },
  ),
  {
    rule: "backup-role-of-another-service",
    expected: {
      code: "InvalidParameterValueException",
      quote: "IAM Role <iam role in > cannot be assumed by AWS Backup",
    },
    breaks: (aws) => select(aws, "ec2.amazonaws.com"),
    passes: (aws) => select(aws, "backup.amazonaws.com"),
  },
];
