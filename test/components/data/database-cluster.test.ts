import { beforeAll, describe, expect, test } from "@jest/globals";
import type { DatabaseArgs } from "../../../components/data/any-database";
import { DatabaseCluster } from "../../../components/data/database-cluster";
import { outputOf, record, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: DatabaseArgs = {
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  keyArn: "key-1",
  protection: "protected",
  instanceClass: "db.m6gd.xlarge",
  engineVersion: "17",
  allocatedStorageGiB: 200,
  backupRetentionDays: 14,
  applyChanges: "in-maintenance-window",
  tuning: { sharedBuffersMiB: 4096 },
  role: { kind: "primary" },
  credential: { kind: "own", replicaRegions: [] },
};
const database = (changes: Partial<DatabaseArgs> = {}) =>
  record(() => new DatabaseCluster("db", { ...args, ...changes }));
const cluster = "aws:rds/cluster:Cluster";

let run: Recording<DatabaseCluster>;
beforeAll(async () => {
  run = await database();
});

describe("DatabaseCluster", () => {
  test("creates exactly its parts", () => {
    expect(run.counts()).toEqual({
      "standfast:data:DatabaseCluster": 1,
      "standfast:data:Credential": 1,
      "aws:rds/subnetGroup:SubnetGroup": 1,
      "aws:rds/clusterParameterGroup:ClusterParameterGroup": 1,
      "standfast:aws:ServiceRole": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
      "random:index/randomPassword:RandomPassword": 1,
      "random:index/randomId:RandomId": 1,
      "aws:secretsmanager/secret:Secret": 1,
      "aws:secretsmanager/secretVersion:SecretVersion": 1,
      [cluster]: 1,
    });
  });

  test("is a Multi-AZ DB cluster: encrypted, backed up, observed and kept", () => {
    const recorded = run.one(cluster);
    expect(recorded.inputs).toEqual({
      engine: "postgres",
      engineVersion: "17",
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      dbClusterInstanceClass: "db.m6gd.xlarge",
      port: 5432,
      vpcSecurityGroupIds: ["sg-1"],
      dbSubnetGroupName: "db-subnets",
      dbClusterParameterGroupName: "db-parameters",
      storageType: "gp3",
      allocatedStorage: 200,
      storageEncrypted: true,
      kmsKeyId: "key-1",
      backupRetentionPeriod: 14,
      preferredBackupWindow: "02:00-02:30",
      preferredMaintenanceWindow: "sun:04:00-sun:05:00",
      copyTagsToSnapshot: true,
      deletionProtection: true,
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
      databaseName: "app",
      masterUsername: "platform",
      masterPassword: "generated-db-credential-password",
    });
    expect(recorded.secretInputs).toEqual(["masterPassword"]);
    expect(recorded.protect).toBe(true);
    expect(recorded.ignoreChanges).toEqual([]);
    expect(recorded.dependencies).toContain("db-monitoring-AmazonRDSEnhancedMonitoringRole");
  });

  test("has the parameters of an instance, for the cluster", () => {
    const { inputs } = run.one("aws:rds/clusterParameterGroup:ClusterParameterGroup");
    expect(inputs["family"]).toBe("postgres17");
    expect(inputs["parameters"]).toContainEqual({
      name: "shared_buffers",
      value: "524288",
      applyMethod: "pending-reboot",
    });
  });

  test("says where it is, as an instance does", async () => {
    const { result } = run;
    expect(result.deployment).toBe("cluster");
    expect(await outputOf(result.arn)).toBe("arn:aws:mock:::db-cluster");
    expect(await outputOf(result.identifier)).toBe("db-cluster");
    expect(await outputOf(result.endpoint)).toBe("db-cluster.cluster.rds.example");
    expect(await outputOf(result.port)).toBe(5432);
    expect(await outputOf(result.credentialArn)).toBe("arn:aws:mock:::db-credential-secret");
    expect(await outputOf(result.subnetGroupName)).toBe("db-subnets");
    expect(await Promise.all(result.readReplicaEndpoints.map(outputOf))).toEqual([
      "db-cluster.cluster-ro.rds.example",
    ]);
    expect(await Promise.all(result.instanceIdentifiers.map(outputOf))).toEqual([
      "db-cluster-instance-1",
      "db-cluster-instance-2",
      "db-cluster-instance-3",
    ]);
  });

  test("is disposable as a whole", async () => {
    const { inputs, protect } = (await database({ protection: "disposable" })).one(cluster);
    expect(protect).toBe(false);
    expect(inputs).toMatchObject({ deletionProtection: false, skipFinalSnapshot: true });
    expect(Object.keys(inputs).filter((key) => key === "finalSnapshotIdentifier")).toEqual([]);
  });

  const alone =
    "deployment cluster has no part in another region, neither as a replica nor with one; " +
    "RDS replicates no backups or snapshots of it: choose deployment instance, or list one region";
  test.each<[Partial<DatabaseArgs>, string]>([
    [{ role: { kind: "replica", sourceArn: "arn:aws:rds:us-east-1:1:db:source" } }, alone],
    [
      { role: { kind: "primary" }, credential: { kind: "own", replicaRegions: [{ region: "eu-west-1" }] } },
      alone,
    ],
    [
      { subnetIds: ["subnet-a", "subnet-b"] },
      "subnetIds must list subnets in at least 3 zones, got 2; a cluster has an instance in each",
    ],
    [
      { maxAllocatedStorageGiB: 1000 },
      "maxAllocatedStorageGiB must be left out of a cluster, got 1000; its storage does not grow by itself: watch it, and raise allocatedStorageGiB",
    ],
    [{ readReplicas: 1 }, "readReplicas must be 0 for a cluster, got 1; it has two readers already"],
    [
      { instanceClass: "db.m7g.large", tuning: {} },
      "instanceClass of a cluster must be of a family with a local disk, got db.m7g.large; choose one such as db.m6gd.large or db.r6gd.large",
    ],
    [
      { backupRetentionDays: 0 },
      "backupRetentionDays must be 7 to 35, got 0; a replica needs backups of its source",
    ],
  ])("refuses %j", async (changes, message) => {
    await expect(database(changes)).rejects.toThrow(message);
  });

  test.each(["db.m6gd.medium", "db.m6idn.large", "db.r8gd.xlarge", "db.x2iedn.xlarge", "db.c6gd.large"])(
    "takes %s, which has a local disk",
    async (instanceClass) => {
      const { inputs } = (await database({ instanceClass, tuning: {} })).one(cluster);
      expect(inputs["dbClusterInstanceClass"]).toBe(instanceClass);
    },
  );

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new DatabaseCluster("db", args, opts))).toEqual([]);
  });
});
