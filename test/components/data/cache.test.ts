import { describe, expect, test } from "@jest/globals";
import { Cache, type CacheArgs } from "../../../components/data/cache";
import { cachePort, postgresqlPort } from "../../../components/kit/ports";
import { Firewall } from "../../../components/network/firewall";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: CacheArgs = {
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  keyArn: "key-1",
  engineVersion: "8.0",
  nodeType: "cache.m7g.large",
  shards: 3,
  replicasPerShard: 2,
  maxmemoryPolicy: "allkeys-lru",
  snapshotRetentionDays: 7,
  protection: "protected",
  logRetentionDays: 30,
  applyChanges: "in-maintenance-window",
  accessString: "on ~* &* +@all -@admin",
  activePassword: "first",
};
const cache = (changes: Partial<CacheArgs> = {}) => record(() => new Cache("cache", { ...args, ...changes }));
const group = "aws:elasticache/replicationGroup:ReplicationGroup";

describe("Cache", () => {
  test("creates exactly its parts", async () => {
    expect((await cache()).counts()).toEqual({
      "standfast:data:Cache": 1,
      "standfast:data:Credential": 1,
      "standfast:data:CacheUsers": 1,
      "aws:elasticache/subnetGroup:SubnetGroup": 1,
      "aws:elasticache/parameterGroup:ParameterGroup": 1,
      "random:index/randomPassword:RandomPassword": 3,
      "random:index/randomId:RandomId": 1,
      "aws:elasticache/user:User": 2,
      "aws:elasticache/userGroup:UserGroup": 1,
      "aws:secretsmanager/secret:Secret": 1,
      "aws:secretsmanager/secretVersion:SecretVersion": 1,
      "aws:cloudwatch/logGroup:LogGroup": 2,
      [group]: 1,
    });
  });

  test("is sharded, replicated over zones, encrypted both ways and backed up", async () => {
    const recorded = (await cache()).one(group);
    expect(recorded.inputs).toEqual({
      description: "Cache of cache",
      engine: "valkey",
      engineVersion: "8.0",
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      nodeType: "cache.m7g.large",
      clusterMode: "enabled",
      numNodeGroups: 3,
      replicasPerNodeGroup: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      port: 6379,
      parameterGroupName: "cache-parameters",
      subnetGroupName: "cache-subnets",
      securityGroupIds: ["sg-1"],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: true,
      kmsKeyId: "key-1",
      userGroupIds: ["cache-users-c0ffee42"],
      snapshotRetentionLimit: 7,
      snapshotWindow: "02:30-03:30",
      maintenanceWindow: "tue:04:00-tue:05:00",
      logDeliveryConfigurations: ["slow-log", "engine-log"].map((logType) => ({
        logType,
        logFormat: "json",
        destinationType: "cloudwatch-logs",
        destination: `cache-${logType}`,
      })),
    });
    expect(recorded.ignoreChanges).toEqual([]);
    expect(recorded.protect).toBe(true);
  });

  test("may be replaced where it is disposable", async () => {
    expect((await cache({ protection: "disposable" })).one(group).protect).toBe(false);
  });

  test("lets the application in as a user of its own, with either of two passwords, and nobody without a name", async () => {
    const run = await cache();
    const user = (role: string) => run.one("aws:elasticache/user:User", `cache-users-${role}`);
    expect(user("app").inputs).toEqual({
      userId: "cache-users-app-c0ffee42",
      userName: "app",
      engine: "valkey",
      accessString: "on ~* &* +@all -@admin",
      authenticationMode: {
        type: "password",
        passwords: ["generated-cache-credential-password", "generated-cache-credential-second-password"],
      },
    });
    expect(user("app").secretInputs).toEqual(["authenticationMode"]);
    expect(user("off").inputs).toMatchObject({ userName: "default", accessString: "off +get ~keys*" });
    expect(run.one("aws:elasticache/userGroup:UserGroup").inputs).toEqual({
      userGroupId: "cache-users-c0ffee42",
      engine: "valkey",
      userIds: ["cache-users-app-c0ffee42", "cache-users-off-c0ffee42"],
    });
  });

  test.each([
    ["first", "generated-cache-credential-password"],
    ["second", "generated-cache-credential-second-password"],
  ] as const)("tells the application its %s password", async (activePassword, password) => {
    const run = await cache({ activePassword });
    const { inputs } = run.one("aws:secretsmanager/secretVersion:SecretVersion");
    expect(JSON.parse(inputs["secretString"] as string)).toEqual({ username: "app", password });
  });

  test.each([
    ["7.2", "valkey7"],
    ["8.1", "valkey8"],
  ])("of version %s takes its parameters from %s", async (engineVersion, family) => {
    expect(
      (await cache({ engineVersion })).one("aws:elasticache/parameterGroup:ParameterGroup").inputs,
    ).toMatchObject({
      family,
      parameters: [
        { name: "cluster-enabled", value: "yes" },
        { name: "maxmemory-policy", value: "allkeys-lru" },
      ],
    });
  });

  test("changes at once where it is told to", async () => {
    const { inputs } = (await cache({ applyChanges: "immediately" })).one(group);
    expect(inputs["applyImmediately"]).toBe(true);
  });

  test("says where it is", async () => {
    const { result } = await cache();
    expect(await outputOf(result.configurationEndpoint)).toBe("clustercfg.cache-group.cache.example");
    expect(result.port).toBe(6379);
    expect(result.service).toBe("elasticache");
    expect(await outputOf(result.identifier)).toBe("cache-group");
    expect(await outputOf(result.credentialArn)).toBe("arn:aws:mock:::cache-credential-secret");
  });

  test("names each of its nodes", async () => {
    const { result } = await cache({ shards: 1, replicasPerShard: 1 });
    expect(await Promise.all(result.nodeIdentifiers.map(outputOf))).toEqual([
      "cache-group-0001-001",
      "cache-group-0001-002",
    ]);
  });

  test("keeps its logs for as long as it is told, and makes its snapshots when", async () => {
    const run = await cache({ logRetentionDays: 7, dailyAtUtc: "20:00" });
    const kept = run.recorded("aws:cloudwatch/logGroup:LogGroup");
    expect(kept.map(({ name, inputs }): unknown => [name, inputs["retentionInDays"]])).toEqual([
      ["cache-slow-log", 7],
      ["cache-engine-log", 7],
    ]);
    expect(run.one(group).inputs).toMatchObject({
      snapshotWindow: "20:30-21:30",
      maintenanceWindow: "tue:22:00-tue:23:00",
    });
  });

  test.each([
    [
      { nodeType: "db.r7g.large" },
      "nodeType must be one such as cache.r7g.large, got db.r7g.large; the service names them so",
    ],
    [
      { dailyAtUtc: "noon" },
      "dailyAtUtc must be a time of day such as 02:00, got noon; write hours and minutes, in UTC",
    ],
    [
      { replicasPerShard: 0 },
      "replicasPerShard must be 1 to 5, got 0; with none, a lost node is a lost shard",
    ],
    [
      { replicasPerShard: 6 },
      "replicasPerShard must be 1 to 5, got 6; with none, a lost node is a lost shard",
    ],
    [{ shards: 0 }, "shards must be a whole number of at least 1, got 0; give it one shard"],
    [
      { subnetIds: ["subnet-a"] },
      "subnetIds must list subnets in at least 2 zones, got 1; Multi-AZ needs another zone to go to",
    ],
    [
      { maxmemoryPolicy: "lru" },
      "maxmemoryPolicy must be one of volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl, noeviction, got lru; choose one of them",
    ],
    [
      { snapshotRetentionDays: 0 },
      "snapshotRetentionDays must be 1 to 35, got 0; with none there is nothing to restore",
    ],
    [
      { engineVersion: "8" },
      "engineVersion must be a version of Valkey such as 8.0, got 8; name major and minor version",
    ],
    [
      { engineVersion: "6.2" },
      "engineVersion must be a version of Valkey such as 8.0, got 6.2; name major and minor version",
    ],
  ])("refuses %j", async (changes, message) => {
    await expect(cache(changes)).rejects.toThrow(message);
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new Cache("cache", args, opts))).toEqual([]);
  });
});

test("the firewall opens the ports on which the stores listen", async () => {
  const run = await record(
    () =>
      new Firewall("fw", {
        vpcId: "vpc-1",
        appPort: 8001,
        loadBalancerKind: "application",
        egress: [],
        endpoints: { prefixListIds: {} },
        appPorts: {},
      }),
  );
  const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  const opened = (tier: string): unknown[] =>
    run
      .recorded(rule)
      .filter(({ inputs }) => inputs["securityGroupId"] === `fw-${tier}-id`)
      .map(({ inputs }): unknown => inputs["fromPort"]);
  expect(opened("cache")).toEqual([cachePort]);
  expect(opened("database")).toEqual([postgresqlPort]);
});
