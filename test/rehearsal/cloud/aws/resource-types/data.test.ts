import { describe, expect, test } from "@jest/globals";
import { types } from "../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import { Aws } from "../../support/aws";

const account = "123456789012";

describe("what RDS computes", () => {
  const base: Props = { clusterIdentifier: "orders", engine: "postgres", engineVersion: "17" };

  test("of a Multi-AZ DB cluster: two host names and three instances", async () => {
    const inputs = { ...base, dbClusterInstanceClass: "db.m6gd.large" };
    const { id, outputs } = await new Aws().create(types.dbCluster, inputs);
    expect(id).toBe("orders");
    expect(outputs).toMatchObject({
      arn: `arn:aws:rds:us-east-1:${account}:cluster:orders`,
      clusterMembers: ["orders-instance-1", "orders-instance-2", "orders-instance-3"],
      endpoint: expect.stringMatching(/^orders\.cluster-c\w{11}\.us-east-1\.rds\.amazonaws\.com$/),
      readerEndpoint: expect.stringMatching(/^orders\.cluster-ro-c\w{11}\.us-east-1\.rds\.amazonaws\.com$/),
      port: 5432,
    });
  });

  test("of an Aurora cluster: no instance, for they are resources of their own", async () => {
    const { outputs } = await new Aws().create(types.dbCluster, { ...base, engine: "aurora-postgresql" });
    expect(outputs["clusterMembers"]).toEqual([]);
  });

  test("of a proxy: its name, its one target group, and what is behind it", async () => {
    const aws = new Aws();
    const proxy = await aws.create("aws:rds/proxy:Proxy", {
      name: "pool",
      engineFamily: "POSTGRESQL",
      roleArn: "arn:aws:iam::1:role/r",
      vpcSubnetIds: ["subnet-1", "subnet-2"],
    });
    expect(proxy.outputs).toMatchObject({
      arn: expect.stringMatching(/^arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0[0-9a-f]{16}$/),
      endpoint: expect.stringMatching(/^pool\.proxy-c\w{11}\.us-east-1\.rds\.amazonaws\.com$/),
    });
    const group = await aws.create("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", {
      dbProxyName: "pool",
    });
    expect(group.outputs["name"]).toBe("default");
    const target = (of: Props) =>
      aws.create(types.proxyTarget, { dbProxyName: "pool", targetGroupName: "default", ...of });
    expect((await target({ dbInstanceIdentifier: "orders" })).id).toBe("pool/default/RDS_INSTANCE/orders");
    expect((await target({ dbClusterIdentifier: "orders" })).id).toBe("pool/default/TRACKED_CLUSTER/orders");
  });
});

describe("what ElastiCache computes", () => {
  async function datastore(aws: Aws) {
    const founder = await aws.create(types.replicationGroup, {
      replicationGroupId: "sessions-us",
      description: "sessions",
      engine: "valkey",
      engineVersion: "8.0",
      nodeType: "cache.r7g.large",
      clusterMode: "enabled",
      automaticFailoverEnabled: true,
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
    });
    return aws.create(types.globalDatastore, {
      globalReplicationGroupIdSuffix: "sessions",
      primaryReplicationGroupId: founder.id,
    });
  }

  test("of a Global Datastore: an id with a prefix, and what its founder brought", async () => {
    const { id, outputs } = await datastore(new Aws());
    expect(id).toBe("ldgnf-sessions");
    expect(outputs).toMatchObject({
      arn: `arn:aws:elasticache::${account}:globalreplicationgroup:ldgnf-sessions`,
      globalReplicationGroupId: "ldgnf-sessions",
      cacheNodeType: "cache.r7g.large",
      numNodeGroups: 2,
      authTokenEnabled: false,
    });
  });

  test("of a member in another region: the shards of the founder, in cluster mode, with replicas of its own", async () => {
    const aws = new Aws();
    const { id } = await datastore(aws);
    const { outputs } = await aws.create(
      types.replicationGroup,
      {
        replicationGroupId: "sessions-eu",
        description: "sessions",
        globalReplicationGroupId: id,
        replicasPerNodeGroup: 2,
      },
      { region: "eu-west-1" },
    );
    expect(outputs).toMatchObject({
      clusterMode: "enabled",
      nodeType: "cache.r7g.large",
      numNodeGroups: 2,
      configurationEndpointAddress: expect.stringMatching(/^clustercfg\.sessions-eu\./),
    });
    expect(outputs["memberClusters"]).toHaveLength(6);
  });
});

test("what MemoryDB computes of a cluster: its address, and the nodes of each shard", async () => {
  const { outputs } = await new Aws().create(types.memoryDbCluster, {
    name: "sessions",
    aclName: "app",
    nodeType: "db.r7g.large",
    numShards: 2,
    numReplicasPerShard: 1,
  });
  const [endpoint] = outputs["clusterEndpoints"] as Props[];
  expect(endpoint).toEqual({
    address: expect.stringMatching(/^clustercfg\.sessions\.\w{6}\.memorydb\.us-east-1\.amazonaws\.com$/),
    port: 6379,
  });
  expect(outputs["shards"]).toEqual([
    {
      name: "0001",
      numNodes: 2,
      nodes: [{ name: "sessions-0001-001" }, { name: "sessions-0001-002" }],
    },
    {
      name: "0002",
      numNodes: 2,
      nodes: [{ name: "sessions-0002-001" }, { name: "sessions-0002-002" }],
    },
  ]);
});

test("what S3 computes of a multi-region access point: one alias in its ARN and its name", async () => {
  const { id, outputs } = await new Aws().create(types.multiRegionAccessPoint, {
    details: { name: "assets", regions: [{ bucket: "a" }, { bucket: "b" }] },
  });
  expect(id).toBe(`${account}:assets`);
  const alias = outputs["alias"] as string;
  expect(alias).toMatch(/^m\w{12}\.mrap$/);
  expect(outputs["arn"]).toBe(`arn:aws:s3::${account}:accesspoint/${alias}`);
  expect(outputs["domainName"]).toBe(`${alias}.accesspoint.s3-global.amazonaws.com`);
});

describe("what AWS Backup computes", () => {
  test("of a vault: an ARN of its name", async () => {
    const { outputs } = await new Aws().create(types.backupVault, { name: "orders" });
    expect(outputs["arn"]).toBe(`arn:aws:backup:us-east-1:${account}:backup-vault:orders`);
  });

  test("of a plan of restore tests: no automatic name that it would take", async () => {
    const plan = new Aws().create(
      types.restoreTestingPlan,
      {
        scheduleExpression: "cron(0 10 ? * MON *)",
        recoveryPointSelection: {
          algorithm: "LATEST_WITHIN_WINDOW",
          includeVaults: ["*"],
          recoveryPointTypes: ["SNAPSHOT"],
        },
      },
      { name: "weekly" },
    );
    await expect(plan).rejects.toThrow(
      /^name: Attribute name must contain only alphanumeric characters, and underscores, got: weekly-\w{7}/,
    );
  });
});
