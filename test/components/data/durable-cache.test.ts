import { beforeAll, describe, expect, test } from "@jest/globals";
import { DurableCache, type DurableCacheArgs } from "../../../components/data/durable-cache";
import { outputOf, record, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: DurableCacheArgs = {
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  keyArn: "key-1",
  protection: "protected",
  engineVersion: "7.3",
  nodeType: "db.r7g.large",
  shards: 1,
  replicasPerShard: 1,
  maxmemoryPolicy: "allkeys-lru",
  snapshotRetentionDays: 7,
  accessString: "on ~* &* +@all -@admin",
  activePassword: "second",
};
const cache = (changes: Partial<DurableCacheArgs> = {}) =>
  record(() => new DurableCache("cache", { ...args, ...changes }));
const cluster = "aws:memorydb/cluster:Cluster";

let run: Recording<DurableCache>;
beforeAll(async () => {
  run = await cache();
});

describe("DurableCache", () => {
  test("creates exactly its parts", () => {
    expect(run.counts()).toEqual({
      "standfast:data:DurableCache": 1,
      "standfast:data:Credential": 1,
      "random:index/randomId:RandomId": 1,
      "random:index/randomPassword:RandomPassword": 2,
      "aws:secretsmanager/secret:Secret": 1,
      "aws:secretsmanager/secretVersion:SecretVersion": 1,
      "aws:memorydb/user:User": 1,
      "aws:memorydb/acl:Acl": 1,
      "aws:memorydb/subnetGroup:SubnetGroup": 1,
      "aws:memorydb/parameterGroup:ParameterGroup": 1,
      [cluster]: 1,
    });
  });

  test("is replicated, encrypted both ways, backed up, and closed to whoever has no password", () => {
    const recorded = run.one(cluster);
    expect(recorded.inputs).toEqual({
      description: "Durable cache of cache",
      engine: "valkey",
      engineVersion: "7.3",
      autoMinorVersionUpgrade: true,
      nodeType: "db.r7g.large",
      numShards: 1,
      numReplicasPerShard: 1,
      port: 6379,
      parameterGroupName: "cache-parameters",
      subnetGroupName: "cache-subnets",
      securityGroupIds: ["sg-1"],
      aclName: "cache-acl",
      tlsEnabled: true,
      kmsKeyArn: "key-1",
      snapshotRetentionLimit: 7,
      snapshotWindow: "02:30-03:30",
      maintenanceWindow: "tue:04:00-tue:05:00",
      finalSnapshotName: "cache-final-c0ffee42",
    });
    expect(recorded.protect).toBe(true);
  });

  test("has one user, whose name and password the application finds in the secret", () => {
    const user = run.one("aws:memorydb/user:User");
    expect(user.inputs).toEqual({
      userName: "cache-user-c0ffee42",
      accessString: "on ~* &* +@all -@admin",
      authenticationMode: {
        type: "password",
        passwords: ["generated-cache-credential-password", "generated-cache-credential-second-password"],
      },
    });
    expect(user.secretInputs).toEqual(["authenticationMode"]);
    expect(run.one("aws:memorydb/acl:Acl").inputs).toEqual({ userNames: ["cache-user-c0ffee42"] });
    const { inputs } = run.one("aws:secretsmanager/secretVersion:SecretVersion");
    expect(JSON.parse(inputs["secretString"] as string)).toEqual({
      username: "cache-user-c0ffee42",
      password: "generated-cache-credential-second-password",
    });
  });

  test("takes its parameters from its engine's family", () => {
    expect(run.one("aws:memorydb/parameterGroup:ParameterGroup").inputs).toEqual({
      family: "memorydb_valkey7",
      parameters: [{ name: "maxmemory-policy", value: "allkeys-lru" }],
    });
  });

  test("says where it is, as a Cache does", async () => {
    const { result } = run;
    expect(result.service).toBe("memorydb");
    expect(result.port).toBe(6379);
    expect(await outputOf(result.identifier)).toBe("cache-cluster");
    expect(await outputOf(result.configurationEndpoint)).toBe("clustercfg.cache-cluster.memorydb.example");
    expect(await outputOf(result.credentialArn)).toBe("arn:aws:mock:::cache-credential-secret");
    expect(await Promise.all(result.nodeIdentifiers.map(outputOf))).toEqual([
      "cache-cluster-0001-001",
      "cache-cluster-0001-002",
    ]);
  });

  test("goes without a trace where it is disposable", async () => {
    const recorded = (await cache({ protection: "disposable" })).one(cluster);
    expect(recorded.protect).toBe(false);
    expect(Object.keys(recorded.inputs).filter((key) => key === "finalSnapshotName")).toEqual([]);
  });

  test.each<[Partial<DurableCacheArgs>, string]>([
    [
      { nodeType: "cache.r7g.large" },
      "nodeType must be one such as db.r7g.large, got cache.r7g.large; the service names them so",
    ],
    [
      { replicasPerShard: 0 },
      "replicasPerShard must be 1 to 5, got 0; with none, a lost node is a lost shard",
    ],
  ])("refuses %j", async (changes, message) => {
    await expect(cache(changes)).rejects.toThrow(message);
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new DurableCache("cache", args, opts))).toEqual([]);
  });
});
