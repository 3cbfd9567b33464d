import { beforeAll, describe, expect, test } from "@jest/globals";
import { Database } from "../../../components/data/database";
import { outputOf, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";
import { database, elsewhere, primary, replica, sourceArn } from "./support/databases";

const instance = "aws:rds/instance:Instance";

const as = {} as { primary: Recording<Database>; replica: Recording<Database> };
beforeAll(async () => {
  as.primary = await database(primary);
  as.replica = await database(replica);
});

describe("A primary Database", () => {
  test("creates exactly its parts", () => {
    expect(as.primary.counts()).toEqual({
      "standfast:data:Database": 1,
      "standfast:data:Credential": 1,
      "aws:rds/subnetGroup:SubnetGroup": 1,
      "aws:rds/parameterGroup:ParameterGroup": 1,
      "standfast:aws:ServiceRole": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
      "random:index/randomPassword:RandomPassword": 1,
      "random:index/randomId:RandomId": 1,
      "aws:secretsmanager/secret:Secret": 1,
      "aws:secretsmanager/secretVersion:SecretVersion": 1,
      [instance]: 2,
    });
  });

  test("is Multi-AZ, encrypted, backed up, observed and private", () => {
    const run = as.primary;
    expect(run.one(instance, "db-instance").inputs).toEqual({
      engine: "postgres",
      engineVersion: "17",
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      instanceClass: "db.m7g.large",
      port: 5432,
      publiclyAccessible: false,
      vpcSecurityGroupIds: ["sg-1"],
      dbSubnetGroupName: "db-subnets",
      parameterGroupName: "db-parameters",
      multiAz: true,
      storageType: "gp3",
      allocatedStorage: 100,
      maxAllocatedStorage: 1000,
      storageEncrypted: true,
      kmsKeyId: "key-1",
      backupRetentionPeriod: 14,
      backupWindow: "02:00-02:30",
      maintenanceWindow: "sun:04:00-sun:05:00",
      copyTagsToSnapshot: true,
      deletionProtection: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "db-final-c0ffee42",
      iamDatabaseAuthenticationEnabled: true,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: "key-1",
      performanceInsightsRetentionPeriod: 7,
      monitoringInterval: 15,
      monitoringRoleArn: "arn:aws:mock:::db-monitoring-role",
      dbName: "app",
      username: "platform",
      password: "generated-db-credential-password",
    });
  });

  test("spreads over the given subnets, with parameters of its family", () => {
    const run = as.primary;
    expect(run.one("aws:rds/subnetGroup:SubnetGroup").inputs["subnetIds"]).toEqual(primary.subnetIds);
    expect(run.one("aws:rds/parameterGroup:ParameterGroup").inputs).toMatchObject({
      family: "postgres17",
      parameters: expect.arrayContaining([{ name: "rds.force_ssl", value: "1" }]) as unknown,
    });
  });

  test("is tuned, and backed up when it is told to", async () => {
    const run = await database(primary, { tuning: { maxConnections: 200 }, dailyAtUtc: "22:15" });
    expect(run.one("aws:rds/parameterGroup:ParameterGroup").inputs["parameters"]).toContainEqual({
      name: "max_connections",
      value: "200",
      applyMethod: "pending-reboot",
    });
    expect(run.one(instance, "db-instance").inputs).toMatchObject({
      backupWindow: "22:15-22:45",
      maintenanceWindow: "sun:00:15-sun:01:15",
    });
  });

  test("changes at once where it is told to, with its readers", async () => {
    const run = await database(primary, { applyChanges: "immediately" });
    const immediate = { inputs: { applyImmediately: true } };
    expect(run.recorded(instance)).toMatchObject([immediate, immediate]);
  });

  test("keeps the password a Pulumi secret all the way", () => {
    const run = as.primary;
    expect(run.one(instance, "db-instance").secretInputs).toEqual(["password"]);
    expect(run.one("aws:secretsmanager/secret:Secret").inputs).toMatchObject({
      kmsKeyId: "key-1",
      replicas: [{ region: "eu-west-1" }],
      recoveryWindowInDays: 30,
    });
  });

  test("has readers of its own region, which follow it by identifier", async () => {
    const run = await database(primary, { readReplicas: 3 });
    const readers = run.recorded(instance).filter(({ name }) => name !== "db-instance");
    expect(readers.map(({ name }) => name)).toEqual(["db-reader-1", "db-reader-2", "db-reader-3"]);
    for (const reader of readers) {
      expect(reader).toMatchObject({ parent: "db", protect: false });
      expect(reader.inputs).toMatchObject({
        replicateSourceDb: "db-instance",
        skipFinalSnapshot: true,
        storageEncrypted: true,
        vpcSecurityGroupIds: ["sg-1"],
        parameterGroupName: "db-parameters",
      });
      const refused = ["kmsKeyId", "dbSubnetGroupName"];
      expect(Object.keys(reader.inputs).filter((key) => refused.includes(key))).toEqual([]);
    }
    expect(await Promise.all(run.result.readReplicaEndpoints.map(outputOf))).toEqual([
      "db-reader-1.rds.example",
      "db-reader-2.rds.example",
      "db-reader-3.rds.example",
    ]);
  });

  test("waits until its monitoring role may publish", () => {
    const run = as.primary;
    expect(run.one("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs).toEqual({
      role: "db-monitoring-role",
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    });
    for (const { dependencies } of run.recorded(instance))
      expect(dependencies).toContain("db-monitoring-AmazonRDSEnhancedMonitoringRole");
  });

  test("says where it is", async () => {
    const { result } = as.primary;
    expect(await outputOf(result.arn)).toBe("arn:aws:mock:::db-instance");
    expect(await outputOf(result.identifier)).toBe("db-instance");
    expect(await Promise.all(result.instanceIdentifiers.map(outputOf))).toEqual([
      "db-instance",
      "db-reader-1",
    ]);
    expect(await outputOf(result.subnetGroupName)).toBe("db-subnets");
    expect(result.deployment).toBe("instance");
    expect(await outputOf(result.endpoint)).toBe("db-instance.rds.example");
    expect(await outputOf(result.port)).toBe(5432);
    expect(await outputOf(result.credentialArn)).toBe("arn:aws:mock:::db-credential-secret");
  });
});

describe("A replica Database", () => {
  test("creates exactly its parts: no credential, and readers that stay when it is promoted", () => {
    expect(as.replica.counts()).toEqual({
      "standfast:data:Database": 1,
      "aws:rds/subnetGroup:SubnetGroup": 1,
      "aws:rds/parameterGroup:ParameterGroup": 1,
      "standfast:aws:ServiceRole": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
      [instance]: 2,
    });
    expect(as.replica.one(instance, "db-reader-1").inputs["replicateSourceDb"]).toBe("db-instance");
  });

  test("follows its source by ARN, with all that it needs on the day it is promoted", () => {
    const run = as.replica;
    expect(run.one(instance, "db-instance").inputs).toMatchObject({
      replicateSourceDb: sourceArn,
      engineVersion: "17",
      multiAz: true,
      storageEncrypted: true,
      kmsKeyId: "key-1",
      dbSubnetGroupName: "db-subnets",
      parameterGroupName: "db-parameters",
      backupRetentionPeriod: 14,
      maintenanceWindow: "wed:04:00-wed:05:00",
      deletionProtection: true,
      skipFinalSnapshot: true,
    });
    expect(run.result.readReplicaEndpoints).toHaveLength(1);
  });

  test("names nothing that RDS refuses on a replica", () => {
    const given = Object.keys(as.replica.one(instance, "db-instance").inputs);
    const refused = ["allocatedStorage", "dbName", "username", "password", "finalSnapshotIdentifier"];
    expect(given.filter((key) => refused.includes(key))).toEqual([]);
  });

  test("is the same resource as the primary it becomes, and differs in nothing that would replace it", async () => {
    const before = as.replica.one(instance, "db-instance");
    const after = (await database(primary, elsewhere)).one(instance, "db-instance");
    const changed = Object.keys({ ...before.inputs, ...after.inputs }).filter(
      (key) => JSON.stringify(before.inputs[key]) !== JSON.stringify(after.inputs[key]),
    );
    expect(changed.sort()).toEqual([
      "allocatedStorage",
      "dbName",
      "finalSnapshotIdentifier",
      "password",
      "replicateSourceDb",
      "skipFinalSnapshot",
      "username",
    ]);
  });
});

describe("Database", () => {
  test.each([
    ["primary", primary],
    ["replica", replica],
  ])("as a %s is protected or disposable as a whole", async (_, args) => {
    const kept = (await database(args)).one(instance, "db-instance");
    expect(kept.protect).toBe(true);
    const disposable = (await database(args, { protection: "disposable" })).one(instance, "db-instance");
    expect(disposable.protect).toBe(false);
    expect(disposable.inputs).toMatchObject({
      deletionProtection: false,
      deleteAutomatedBackups: true,
      skipFinalSnapshot: true,
    });
    expect(Object.keys(disposable.inputs).filter((key) => key === "finalSnapshotIdentifier")).toEqual([]);
  });

  test.each([
    [
      { subnetIds: ["subnet-a"] },
      "subnetIds must list subnets in at least 2 zones, got 1; Multi-AZ needs another zone to go to",
    ],
    [
      { engineVersion: "17.4" },
      "engineVersion must be a major version of PostgreSQL such as 17, got 17.4; RDS chooses the minor one",
    ],
    [
      { backupRetentionDays: 6 },
      "backupRetentionDays must be 7 to 35, got 6; a replica needs backups of its source",
    ],
    [
      { backupRetentionDays: 36 },
      "backupRetentionDays must be 7 to 35, got 36; a replica needs backups of its source",
    ],
    [
      { maxAllocatedStorageGiB: 109 },
      "maxAllocatedStorageGiB must be at least 10 % above allocatedStorageGiB (100), got 109; raise it so that storage can grow before the disk is full",
    ],
    [
      { maxAllocatedStorageGiB: undefined },
      "maxAllocatedStorageGiB must be at least 10 % above allocatedStorageGiB (100), got none; raise it so that storage can grow before the disk is full",
    ],
    [
      { dailyAtUtc: "2am" },
      "dailyAtUtc must be a time of day such as 02:00, got 2am; write hours and minutes, in UTC",
    ],
    [
      { tuning: { sharedBuffersMiB: 8192 } },
      "tuning.sharedBuffersMiB must be a whole number below the 8192 of db.m7g.large, got 8192; leave it out and RDS computes it from the class",
    ],
    [
      { instanceClass: "db.x2g.large", tuning: { effectiveCacheSizeMiB: 0.5 } },
      "tuning.effectiveCacheSizeMiB must be a whole number, got 0.5; leave it out and RDS computes it from the class",
    ],
    [
      { tuning: { maxConnections: 5 } },
      "tuning.maxConnections must be 6 to 8388607, got 5; RDS allows no other",
    ],
    [
      { readReplicas: 16 },
      "readReplicas must be a whole number from 0 to 15, got 16; RDS allows no more for one source",
    ],
    [
      { readReplicas: 0.5 },
      "readReplicas must be a whole number from 0 to 15, got 0.5; RDS allows no more for one source",
    ],
  ])("refuses %j", async (changes, message) => {
    await expect(database(primary, changes)).rejects.toThrow(message);
  });

  test("takes the smallest values that it allows", async () => {
    const run = await database(primary, {
      backupRetentionDays: 7,
      applyChanges: "in-maintenance-window",
      maxAllocatedStorageGiB: 110,
      readReplicas: undefined,
      tuning: { sharedBuffersMiB: 1, effectiveCacheSizeMiB: 8191, maxConnections: 6 },
    });
    expect(run.recorded(instance)).toHaveLength(1);
  });

  test.each([
    ["primary", primary],
    ["replica", replica],
  ])("as a %s uses the provider it is given for every resource", async (_, args) => {
    expect(await strayResources((opts) => new Database("db", args, opts))).toEqual([]);
  });
});
