import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import type { DatabaseArgs } from "../../../../components/data/any-database";
import { PointInTimeCopy } from "../../../../components/data/backup/point-in-time-copy";
import { Database } from "../../../../components/data/database";
import { DatabaseCluster } from "../../../../components/data/database-cluster";
import { record } from "../../../support/mocks";

const args: DatabaseArgs = {
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  keyArn: "key-us",
  protection: "protected",
  instanceClass: "db.m6gd.large",
  engineVersion: "17",
  allocatedStorageGiB: 100,
  backupRetentionDays: 14,
  applyChanges: "in-maintenance-window",
  role: { kind: "primary" },
  credential: { kind: "own", replicaRegions: [] },
};
const instance = () => new Database("db", { ...args, maxAllocatedStorageGiB: 200 });
const copy = (database: () => Database | DatabaseCluster, retentionDays = 14) =>
  record(() => {
    const there = new aws.Provider("there", { region: "eu-west-1" });
    const copied = { database: database(), keyArn: "key-eu", retentionDays };
    return new PointInTimeCopy("copy", copied, { providers: [there] });
  });
const replication = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";

describe("PointInTimeCopy", () => {
  test("is kept where its provider is, under that region's key", async () => {
    const recorded = (await copy(instance)).one(replication);
    expect(recorded).toMatchObject({ name: "copy-replication", parent: "copy", provider: "there" });
    expect(recorded.inputs).toEqual({
      sourceDbInstanceArn: "arn:aws:mock:::db-instance",
      kmsKeyId: "key-eu",
      retentionPeriod: 14,
    });
  });

  test.each([0, 36, 7.5])("refuses to keep it for %d days", async (days) => {
    await expect(copy(instance, days)).rejects.toThrow(
      `retentionDays must be 1 to 35, got ${days}; RDS keeps automated backups no longer`,
    );
  });

  test("refuses a cluster", async () => {
    await expect(copy(() => new DatabaseCluster("db", args))).rejects.toThrow(
      "database must be an instance, got a cluster; RDS replicates no automated backups of a Multi-AZ DB cluster",
    );
  });
});
