import { beforeAll, describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import { Cache, type CacheArgs, type DatastoreRole } from "../../../components/data/cache";
import { outputOf, record, type Recording } from "../../support/mocks";

const args: CacheArgs = {
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  keyArn: "key-1",
  engineVersion: "8.0",
  nodeType: "cache.r7g.large",
  shards: 2,
  replicasPerShard: 1,
  maxmemoryPolicy: "allkeys-lru",
  snapshotRetentionDays: 7,
  protection: "protected",
  logRetentionDays: 30,
  applyChanges: "in-maintenance-window",
  accessString: "on ~* &* +@all",
  activePassword: "first",
};
const primaryRole: DatastoreRole = { kind: "global-primary", replicaRegions: [{ region: "eu-west-1" }] };
const group = "aws:elasticache/replicationGroup:ReplicationGroup";
const datastore = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
const ownedByDatastore = [
  "automaticFailoverEnabled",
  "engine",
  "engineVersion",
  "nodeType",
  "numNodeGroups",
  "parameterGroupName",
];

function spanning() {
  const provider = (region: string) => ({ providers: [new aws.Provider(region, { region })] });
  const globalPrimary = new Cache("us", { ...args, datastore: primaryRole }, provider("us-east-1"));
  const role: DatastoreRole = { kind: "secondary", region: "eu-west-1", globalPrimary };
  const member = new Cache("eu", { ...args, keyArn: "key-2", datastore: role }, provider("eu-west-1"));
  return { globalPrimary, member };
}

let run: Recording<ReturnType<typeof spanning>>;
beforeAll(async () => {
  run = await record(spanning);
});

describe("The primary of a Global Datastore", () => {
  test("lends it what every region shares, and does not fight a failover", () => {
    const recorded = run.one(datastore);
    expect(recorded).toMatchObject({
      name: "us-datastore",
      parent: "us",
      provider: "us-east-1",
      ignoreChanges: ["primaryReplicationGroupId"],
    });
    expect(recorded.inputs).toEqual({
      globalReplicationGroupDescription: "Global Datastore of us-group",
      globalReplicationGroupIdSuffix: "us-datastore-c0ffee42",
      primaryReplicationGroupId: "us-group-id",
      automaticFailoverEnabled: true,
      engine: "valkey",
      engineVersion: "8.0",
      cacheNodeType: "cache.r7g.large",
      numNodeGroups: 2,
    });
  });

  test("leaves to it what no single region may change", () => {
    const recorded = run.one(group, "us-group");
    expect(recorded.ignoreChanges).toEqual(ownedByDatastore);
    expect(recorded.inputs).toMatchObject({ nodeType: "cache.r7g.large", numNodeGroups: 2 });
  });

  test("lets the regions of its members read the password", () => {
    expect(run.one("aws:secretsmanager/secret:Secret").inputs["replicas"]).toEqual([{ region: "eu-west-1" }]);
  });
});

describe("A cache that joins a Global Datastore", () => {
  test("names nothing that it takes over, and has its own network, key, replicas, snapshots and logs", () => {
    const recorded = run.one(group, "eu-group");
    expect(recorded.provider).toBe("eu-west-1");
    expect(recorded.inputs).toEqual({
      description: "Cache of eu",
      globalReplicationGroupId: "ldgnf-us-datastore",
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      port: 6379,
      subnetGroupName: "eu-subnets",
      securityGroupIds: ["sg-1"],
      kmsKeyId: "key-2",
      userGroupIds: ["eu-users-c0ffee42"],
      snapshotRetentionLimit: 7,
      snapshotWindow: "02:30-03:30",
      maintenanceWindow: "tue:04:00-tue:05:00",
      logDeliveryConfigurations: ["slow-log", "engine-log"].map((logType) => ({
        logType,
        logFormat: "json",
        destinationType: "cloudwatch-logs",
        destination: `eu-${logType}`,
      })),
    });
    expect(recorded.ignoreChanges).toEqual(ownedByDatastore);
  });

  test("has users of its own region, with the passwords of the first", () => {
    const user = run.one("aws:elasticache/user:User", "eu-users-app");
    expect(user.provider).toBe("eu-west-1");
    expect(user.inputs["authenticationMode"]).toEqual({
      type: "password",
      passwords: ["generated-us-credential-password", "generated-us-credential-second-password"],
    });
  });

  test("has no parameters and no password of its own", () => {
    const own = run.resources.filter(({ parent }) => parent === "eu").map(({ name }) => name);
    expect(own.sort()).toEqual(["eu-engine-log", "eu-group", "eu-slow-log", "eu-subnets", "eu-users"]);
  });

  test("says where it is in its region", async () => {
    const { member } = run.result;
    expect(await outputOf(member.configurationEndpoint)).toBe("clustercfg.eu-group.cache.example");
    expect(await outputOf(member.credentialArn)).toBe("arn:aws:mock:eu-west-1::us-credential-secret");
    expect(member.nodeIdentifiers).toHaveLength(4);
    expect(member.datastoreId).toBeUndefined();
  });
});

describe("A Global Datastore", () => {
  const cache = (changes: Partial<CacheArgs>) =>
    record(() => new Cache("cache", { ...args, datastore: primaryRole, ...changes }));

  test.each(["cache.t4g.medium", "cache.t4g.large", "cache.m7g.medium"])("refuses %s", async (nodeType) => {
    await expect(cache({ nodeType })).rejects.toThrow(
      `nodeType must be of size large or more in a Global Datastore, got ${nodeType}; choose one such as cache.m7g.large`,
    );
  });

  test.each([[[]], [["eu-west-1", "eu-west-2", "eu-west-3"]]])("refuses members in %j", async (regions) => {
    const replicaRegions = regions.map((region) => ({ region }));
    await expect(cache({ datastore: { kind: "global-primary", replicaRegions } })).rejects.toThrow(
      `datastore.replicaRegions must be 1 or 2 regions, got ${regions.length}; a Global Datastore spans at most three`,
    );
  });

  test("is joined by way of its global primary only", async () => {
    const join = () =>
      new Cache("eu", {
        ...args,
        datastore: { kind: "secondary", region: "eu-west-1", globalPrimary: new Cache("us", args) },
      });
    await expect(record(join)).rejects.toThrow(
      "datastore.globalPrimary must be the primary of a Global Datastore, got a cache of its region alone; give it that role",
    );
  });
});
