import { describe, expect, test } from "@jest/globals";
import type * as pulumi from "@pulumi/pulumi";
import type { AnyDatabase, DatabaseArgs } from "../../../components/data/any-database";
import { Database } from "../../../components/data/database";
import { DatabaseCluster } from "../../../components/data/database-cluster";
import { DatabaseProxy, type DatabaseProxyArgs } from "../../../components/data/database-proxy";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const databaseArgs: DatabaseArgs = {
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-db",
  keyArn: "key-1",
  protection: "protected",
  instanceClass: "db.m6gd.large",
  engineVersion: "17",
  allocatedStorageGiB: 100,
  backupRetentionDays: 7,
  applyChanges: "in-maintenance-window",
  role: { kind: "primary" },
  credential: { kind: "own", replicaRegions: [] },
};
const instance = (changes: Partial<DatabaseArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
  new Database("db", { ...databaseArgs, maxAllocatedStorageGiB: 200, readReplicas: 1, ...changes }, opts);
const cluster = () => new DatabaseCluster("db", databaseArgs);

const args = {
  region: "eu-west-1",
  subnetIds: ["subnet-a", "subnet-b"],
  securityGroupId: "sg-proxy",
  keyArn: "key-1",
};
const proxy = (database: () => AnyDatabase, changes: Partial<DatabaseProxyArgs> = {}) =>
  record(() => new DatabaseProxy("proxy", { ...args, database: database(), ...changes }));

const kinds = {
  proxy: "aws:rds/proxy:Proxy",
  targets: "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
  target: "aws:rds/proxyTarget:ProxyTarget",
  reader: "aws:rds/proxyEndpoint:ProxyEndpoint",
};

describe("DatabaseProxy", () => {
  test("creates exactly its parts", async () => {
    const own = (await proxy(instance)).resources.filter(({ parent }) => parent === "proxy");
    expect(own.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "standfast:aws:ServiceRole proxy",
      "aws:iam/role:Role proxy-role",
      "aws:iam/rolePolicy:RolePolicy proxy-policy",
      `${kinds.proxy} proxy-proxy`,
      `${kinds.targets} proxy-targets`,
      `${kinds.target} proxy-target`,
    ]);
  });

  test("asks for TLS and the database's own password", async () => {
    const recorded = (await proxy(instance)).one(kinds.proxy);
    expect(recorded.inputs).toEqual({
      engineFamily: "POSTGRESQL",
      requireTls: true,
      roleArn: "arn:aws:mock:::proxy-role",
      auths: [
        {
          authScheme: "SECRETS",
          clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256",
          iamAuth: "DISABLED",
          secretArn: "arn:aws:mock:::db-credential-secret",
        },
      ],
      idleClientTimeout: 1800,
      vpcSubnetIds: ["subnet-a", "subnet-b"],
      vpcSecurityGroupIds: ["sg-proxy"],
    });
    expect(recorded.dependencies).toContain("proxy-policy");
    expect(recorded.ignoreChanges).toEqual(["vpcSubnetIds"]);
  });

  test("may read one secret, and use the key for Secrets Manager only", async () => {
    const { inputs } = (await proxy(instance)).one("aws:iam/rolePolicy:RolePolicy", "proxy-policy");
    expect(JSON.parse(inputs["policy"] as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
          Resource: "arn:aws:mock:::db-credential-secret",
        },
        {
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: "key-1",
          Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
        },
      ],
    });
  });

  test.each<[string, () => AnyDatabase, object]>([
    ["an instance", instance, { dbInstanceIdentifier: "db-instance" }],
    ["a cluster", cluster, { dbClusterIdentifier: "db-cluster" }],
  ])("leads to %s", async (_, database, target) => {
    const run = await proxy(database);
    expect(run.one(kinds.target).inputs).toEqual({
      dbProxyName: "proxy-proxy",
      targetGroupName: "proxy-targets",
      ...target,
    });
    expect(await outputOf(run.result.endpoint)).toBe("proxy-proxy.proxy.rds.example");
    expect(run.result.port).toBe(5432);
  });

  test("leaves a tenth of the connections, or what it is told", async () => {
    const pool = (run: Awaited<ReturnType<typeof proxy>>): unknown =>
      run.one(kinds.targets).inputs["connectionPoolConfig"];
    expect(pool(await proxy(instance))).toEqual({
      maxConnectionsPercent: 90,
      maxIdleConnectionsPercent: 45,
      connectionBorrowTimeout: 30,
    });
    const changes = {
      maxConnectionsPercent: 60,
      maxIdleConnectionsPercent: 60,
      connectionBorrowTimeoutSeconds: 5,
    };
    expect(pool(await proxy(instance, changes))).toEqual({
      maxConnectionsPercent: 60,
      maxIdleConnectionsPercent: 60,
      connectionBorrowTimeout: 5,
    });
  });

  test("has a name of its own for a cluster's readers, and none for an instance's", async () => {
    const run = await proxy(cluster);
    expect(run.one(kinds.reader).inputs).toEqual({
      dbProxyName: "proxy-proxy",
      dbProxyEndpointName: "proxy-proxy-reader",
      targetRole: "READ_ONLY",
      vpcSubnetIds: ["subnet-a", "subnet-b"],
      vpcSecurityGroupIds: ["sg-proxy"],
    });
    expect(await Promise.all(run.result.readReplicaEndpoints.map(outputOf))).toEqual([
      "proxy-reader.endpoint.rds.example",
    ]);
    const { result } = await proxy(instance);
    expect(await Promise.all(result.readReplicaEndpoints.map(outputOf))).toEqual(["db-reader-1.rds.example"]);
  });

  test("waits without a target in front of a replica, under the name that it keeps", async () => {
    const role = { kind: "replica", sourceArn: "arn:aws:rds:us-east-1:1:db:source" } as const;
    const run = await proxy(() => instance({ role }), { role: "replica" });
    expect(run.recorded(kinds.target)).toEqual([]);
    expect(run.recorded(kinds.targets)).toHaveLength(1);
    const promoted = await proxy(instance, { role: "primary" });
    expect(await outputOf(run.result.endpoint)).toBe(await outputOf(promoted.result.endpoint));
  });

  test.each<[Partial<DatabaseProxyArgs>, string]>([
    [
      { subnetIds: ["subnet-a"] },
      "subnetIds must list subnets in at least 2 zones, got 1; the proxy is in two",
    ],
    [
      { maxConnectionsPercent: 40 },
      "maxConnectionsPercent must be 1 to 100, and maxIdleConnectionsPercent at most that, got 40 and 45; correct them",
    ],
    [
      { maxConnectionsPercent: 101 },
      "maxConnectionsPercent must be 1 to 100, and maxIdleConnectionsPercent at most that, got 101 and 45; correct them",
    ],
    [
      { connectionBorrowTimeoutSeconds: 301 },
      "connectionBorrowTimeoutSeconds must be 1 to 300, got 301; correct it",
    ],
  ])("refuses %j", async (changes, message) => {
    await expect(proxy(instance, changes)).rejects.toThrow(message);
  });

  test("uses the provider it is given for every resource", async () => {
    const all = (opts: pulumi.ComponentResourceOptions) =>
      new DatabaseProxy("proxy", { ...args, database: instance({}, opts) }, opts);
    expect(await strayResources(all)).toEqual([]);
  });
});
