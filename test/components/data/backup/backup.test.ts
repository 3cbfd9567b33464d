import { beforeAll, describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DatabaseArgs } from "../../../../components/data/any-database";
import { Backup, type BackupArgs } from "../../../../components/data/backup/backup";
import { protectedBucket, protectedDatabase } from "../../../../components/data/backup/protected-store";
import { BackupVault } from "../../../../components/data/backup/vault";
import { Database } from "../../../../components/data/database";
import { DatabaseCluster } from "../../../../components/data/database-cluster";
import { ObjectStore } from "../../../../components/data/object-store";
import { record, type Recording } from "../../../support/mocks";
import { strayResources } from "../../../support/providers";

const databaseArgs: DatabaseArgs = {
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  keyArn: "key-1",
  protection: "protected",
  instanceClass: "db.m6gd.large",
  engineVersion: "17",
  allocatedStorageGiB: 100,
  backupRetentionDays: 14,
  applyChanges: "in-maintenance-window",
  role: { kind: "primary" },
  credential: { kind: "own", replicaRegions: [] },
};
const vault = (name: string, retentionDays: number, opts?: pulumi.ComponentResourceOptions) =>
  new BackupVault(name, { keyArn: "key", lock: "none", retentionDays, protection: "protected" }, opts);
const bucket = (opts?: pulumi.ComponentResourceOptions) =>
  new ObjectStore(
    "objects",
    { keyArn: "key", protection: "protected", noncurrentVersionRetentionDays: 30 },
    opts,
  );

function everything(changes: Partial<BackupArgs> = {}, opts?: pulumi.ComponentResourceOptions) {
  const database = new Database("db", { ...databaseArgs, maxAllocatedStorageGiB: 200 }, opts);
  const args: BackupArgs = {
    vault: vault("here", 35, opts),
    recoveryVault: vault("there", 90, opts),
    stores: [protectedDatabase(database, "sg-1"), protectedBucket(bucket(opts))],
    restoreTesting: "weekly",
  };
  return new Backup("backup", { ...args, ...changes }, opts);
}

const kinds = {
  plan: "aws:backup/plan:Plan",
  selection: "aws:backup/selection:Selection",
  test: "aws:backup/restoreTestingPlan:RestoreTestingPlan",
  tested: "aws:backup/restoreTestingSelection:RestoreTestingSelection",
};

/** The copy actions of the one rule of a plan. */
function copiesOf(recording: Recording<unknown>, plan: string): unknown {
  const rules = recording.one(kinds.plan, plan).inputs["rules"] as { copyActions?: unknown }[];
  expect(rules).toHaveLength(1);
  return rules[0]!.copyActions;
}

let run: Recording<Backup>;
beforeAll(async () => {
  run = await record(() => everything());
});

describe("Backup", () => {
  test("creates exactly its parts", () => {
    const own = run.resources.filter(({ parent }) => parent === "backup").map(({ name }) => name);
    expect(own.sort()).toEqual([
      "backup",
      "backup-AWSBackupServiceRolePolicyForBackup",
      "backup-AWSBackupServiceRolePolicyForRestores",
      "backup-AWSBackupServiceRolePolicyForS3Backup",
      "backup-AWSBackupServiceRolePolicyForS3Restore",
      "backup-daily",
      "backup-daily-stores",
      "backup-restore-test",
      "backup-restore-test-database",
      "backup-restore-test-objects",
      "backup-role",
      "backup-suffix",
    ]);
  });

  test("backs up every day after RDS itself, and copies to the other vault for as long as that one keeps", () => {
    expect(run.one(kinds.plan).inputs).toEqual({
      rules: [
        {
          ruleName: "daily",
          targetVaultName: "here-vault",
          schedule: "cron(30 5 * * ? *)",
          startWindow: 60,
          lifecycle: { deleteAfter: 35 },
          copyActions: [
            { destinationVaultArn: "arn:aws:mock:::there-vault", lifecycle: { deleteAfter: 90 } },
          ],
        },
      ],
    });
  });

  test("takes the database and the bucket, by a role that may do it by then", () => {
    const recorded = run.one(kinds.selection);
    expect(recorded.inputs).toEqual({
      planId: "backup-daily-id",
      iamRoleArn: "arn:aws:mock:::backup-role",
      resources: ["arn:aws:mock:::db-instance", "arn:aws:mock:::objects-bucket"],
    });
    expect(recorded.dependencies).toEqual(
      expect.arrayContaining([
        "backup-AWSBackupServiceRolePolicyForBackup",
        "backup-AWSBackupServiceRolePolicyForS3Restore",
      ]),
    );
  });

  test("is done by a role with AWS's own policies for it", () => {
    const attached = run
      .recorded("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter(({ parent }) => parent === "backup");
    expect(attached.map(({ inputs }): unknown => inputs["policyArn"])).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
      "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
      "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
    ]);
    const { inputs } = run.one("aws:iam/role:Role", "backup-role");
    expect(JSON.parse(inputs["assumeRolePolicy"] as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowAssumeRole",
          Effect: "Allow",
          Principal: { Service: "backup.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
  });

  test("restores the latest of each store on trial every week, next to where it came from", () => {
    expect(run.one(kinds.test).inputs).toEqual({
      name: "backup_restores_c0ffee42",
      scheduleExpression: "cron(0 10 ? * MON *)",
      startWindowHours: 1,
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: ["arn:aws:mock:::here-vault"],
        recoveryPointTypes: ["SNAPSHOT"],
        selectionWindowDays: 7,
      },
    });
    const tested = {
      restoreTestingPlanName: "backup_restores_c0ffee42",
      iamRoleArn: "arn:aws:mock:::backup-role",
      validationWindowHours: 4,
    };
    expect(run.one(kinds.tested, "backup-restore-test-database").inputs).toEqual({
      ...tested,
      name: "database",
      protectedResourceType: "RDS",
      protectedResourceArns: ["arn:aws:mock:::db-instance"],
      restoreMetadataOverrides: { dbSubnetGroupName: "db-subnets", vpcSecurityGroupIds: '["sg-1"]' },
    });
    expect(run.one(kinds.tested, "backup-restore-test-objects").inputs).toEqual({
      ...tested,
      name: "objects",
      protectedResourceType: "S3",
      protectedResourceArns: ["arn:aws:mock:::objects-bucket"],
      restoreMetadataOverrides: {},
    });
  });

  test("tests nothing where it is told not to", async () => {
    const untested = await record(() => everything({ restoreTesting: "none" }));
    expect(untested.recorded(kinds.test)).toEqual([]);
    expect(untested.recorded(kinds.tested)).toEqual([]);
  });

  test("keeps a cluster's backups here, where they cannot be copied, and the bucket's in both", async () => {
    const apart = await record(() => {
      const cluster = new DatabaseCluster("cluster", databaseArgs);
      return everything({ stores: [protectedDatabase(cluster, "sg-1"), protectedBucket(bucket())] });
    });
    expect(copiesOf(apart, "backup-daily")).toEqual([
      { destinationVaultArn: "arn:aws:mock:::there-vault", lifecycle: { deleteAfter: 90 } },
    ]);
    expect(copiesOf(apart, "backup-daily-here")).toBeUndefined();
    expect(apart.one(kinds.selection, "backup-daily-stores").inputs["resources"]).toEqual([
      "arn:aws:mock:::objects-bucket",
    ]);
    expect(apart.one(kinds.selection, "backup-daily-here-stores").inputs["resources"]).toEqual([
      "arn:aws:mock:::cluster-cluster",
    ]);
  });

  test("without another vault has one plan, of which nothing is copied", async () => {
    const alone = await record(() => everything({ recoveryVault: undefined }));
    expect(alone.recorded(kinds.plan)).toHaveLength(1);
    expect(copiesOf(alone, "backup-daily-here")).toBeUndefined();
    expect(alone.one(kinds.selection).inputs["resources"]).toHaveLength(2);
  });

  test.each<[Partial<BackupArgs>, string]>([
    [{ stores: [] }, "stores must list at least 1, each name once, got []; correct the list"],
    [
      { dailyAtUtc: "25:00" },
      "dailyAtUtc must be a time of day such as 02:00, got 25:00; write hours and minutes, in UTC",
    ],
  ])("refuses %j", async (changes, message) => {
    await expect(record(() => everything(changes))).rejects.toThrow(message);
  });

  test("refuses two stores of one name", async () => {
    const twice = () => everything({ stores: [protectedBucket(bucket()), protectedBucket(bucket())] });
    await expect(record(twice)).rejects.toThrow(
      "stores must list at least 1, each name once, got [objects, objects]; correct the list",
    );
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => everything({}, opts))).toEqual([]);
  });

  test("lives in one region, and its recovery vault in another", async () => {
    const spread = await record(() => {
      const at = (region: string) => ({ providers: [new aws.Provider(region, { region })] });
      return everything({ recoveryVault: vault("elsewhere", 35, at("eu-west-1")) }, at("us-east-1"));
    });
    expect(spread.one("aws:backup/vault:Vault", "elsewhere-vault").provider).toBe("eu-west-1");
    expect(spread.one(kinds.plan).provider).toBe("us-east-1");
  });
});
