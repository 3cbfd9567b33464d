/** Stores of other kinds than the platform's own, by what a zone and a region leave of them. */
import { describe, expect, test } from "@jest/globals";

import { ref, resource, type Fixture } from "../support/fixture";
import { subnetIdsOf, subnetsOf } from "./support/network";
import { analysisOf, cellsOf } from "./support/plan";

const [here, there] = ["us-east-1", "eu-west-1"];
const both = [...subnetsOf(here), ...subnetsOf(there)];

const tier = (
  fixtures: readonly Fixture[],
  failure: string,
  name: "database" | "cache",
): string | undefined => cellsOf(analysisOf([...both, ...fixtures]), failure)[name];

const make = (type: string, name: string, inputs: Fixture["inputs"], region = here): Fixture =>
  resource(type, name, inputs, { region });

const dbSubnets = (region: string): Fixture =>
  make("aws:rds/subnetGroup:SubnetGroup", `group-${region}`, { subnetIds: subnetIdsOf(region) }, region);

describe("Aurora", () => {
  const cluster = make("aws:rds/cluster:Cluster", "orders", {
    engine: "aurora-postgresql",
    masterUsername: "admin",
    dbSubnetGroupName: ref(`group-${here}`),
  });
  const instance = (name: string, zone?: string): Fixture =>
    make("aws:rds/clusterInstance:ClusterInstance", name, {
      clusterIdentifier: ref("orders"),
      instanceClass: "db.r7g.large",
      ...(zone !== undefined && { availabilityZone: zone }),
    });
  const of = (...instances: Fixture[]): readonly Fixture[] => [dbSubnets(here), cluster, ...instances];

  test("two instances in two zones survive a zone", () => {
    const pinned = of(instance("one", "us-east-1a"), instance("two", "us-east-1b"));
    expect(tier(pinned, "zone us-east-1a", "database")).toBe("survives: standby takes over");
  });

  test("two instances in one zone do not", () => {
    const pinned = of(instance("one", "us-east-1a"), instance("two", "us-east-1a"));
    expect(tier(pinned, "zone us-east-1a", "database")).toBe("lost: orders: 0 left, 1 needed");
    expect(tier(pinned, "zone us-east-1b", "database")).toBe("survives: standby takes over");
  });

  test("of two whose zones AWS chooses, nobody knows", () => {
    expect(tier(of(instance("one"), instance("two")), "zone us-east-1a", "database")).toBe("unknown: orders");
  });

  test("a single one is in some zone, and lost with it", () => {
    expect(tier(of(instance("one")), "zone us-east-1a", "database")).toBe("lost: orders: 0 left, 1 needed");
  });

  test("a global database has a copy in the other region, and only the secondary follows", () => {
    const global = [
      make("aws:rds/globalCluster:GlobalCluster", "global", { globalClusterIdentifier: "orders" }),
      make("aws:rds/cluster:Cluster", "orders", {
        globalClusterIdentifier: ref("global"),
        masterUsername: "admin",
        dbSubnetGroupName: ref(`group-${here}`),
      }),
      make(
        "aws:rds/cluster:Cluster",
        "orders-copy",
        { globalClusterIdentifier: ref("global"), dbSubnetGroupName: ref(`group-${there}`) },
        there,
      ),
      instance("one", "us-east-1a"),
      instance("two", "us-east-1b"),
      dbSubnets(here),
      dbSubnets(there),
    ];
    const reader = make(
      "aws:rds/clusterInstance:ClusterInstance",
      "three",
      { clusterIdentifier: ref("orders-copy") },
      there,
    );
    expect(tier([...global, reader], "region us-east-1", "database")).toBe(
      "survives: async copy in eu-west-1",
    );
    // A cluster without an instance keeps the data, and serves nothing.
    expect(tier(global, "region us-east-1", "database")).toBe("lost: orders-copy: copy unusable");
    expect(analysisOf([...both, ...global]).model.regions.get(there)?.datasets).toEqual([]);
  });
});

test("a Multi-AZ DB cluster survives a zone", () => {
  const cluster = make("aws:rds/cluster:Cluster", "orders", {
    engine: "postgres",
    dbClusterInstanceClass: "db.m7g.large",
    dbSubnetGroupName: ref(`group-${here}`),
  });
  expect(tier([dbSubnets(here), cluster], "zone us-east-1a", "database")).toBe(
    "survives: standby takes over",
  );
});

describe("DynamoDB", () => {
  test("survives a zone by itself, and a region by its replicas", () => {
    const table = make("aws:dynamodb/table:Table", "carts", { replicas: [{ regionName: there }] });
    expect(tier([table], "a zone of us-east-1", "database")).toBe("survives: standby takes over");
    expect(tier([table], "region us-east-1", "database")).toBe("survives: async copy in eu-west-1");
  });
});

describe("ElastiCache", () => {
  const group = make("aws:elasticache/subnetGroup:SubnetGroup", "cache-group", {
    subnetIds: subnetIdsOf(here),
  });

  test("Memcached nodes over zones lose a share", () => {
    const cluster = make("aws:elasticache/cluster:Cluster", "sessions", {
      engine: "memcached",
      numCacheNodes: 3,
      azMode: "cross-az",
      subnetGroupName: ref("cache-group"),
    });
    expect(tier([group, cluster], "zone us-east-1a", "cache")).toBe("survives: 2 left, 2 needed");
  });

  test("a single Redis node is lost with its zone", () => {
    const cluster = make("aws:elasticache/cluster:Cluster", "sessions", {
      engine: "redis",
      numCacheNodes: 1,
      subnetGroupName: ref("cache-group"),
    });
    expect(tier([group, cluster], "zone us-east-1a", "cache")).toBe("lost: sessions: 0 left, 1 needed");
  });

  test("the other region's member of a Global Datastore is a copy, and not empty", () => {
    const global = [
      make("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
        numNodeGroups: 2,
        replicasPerNodeGroup: 1,
        automaticFailoverEnabled: true,
        multiAzEnabled: true,
      }),
      make("aws:elasticache/globalReplicationGroup:GlobalReplicationGroup", "global", {
        primaryReplicationGroupId: ref("sessions"),
      }),
      make(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "sessions-copy",
        { globalReplicationGroupId: ref("global"), numCacheClusters: 2, automaticFailoverEnabled: true },
        there,
      ),
    ];
    expect(tier(global, "region us-east-1", "cache")).toBe("survives: async copy in eu-west-1");
  });

  test("a serverless cache keeps itself in several zones", () => {
    const cache = make("aws:elasticache/serverlessCache:ServerlessCache", "sessions", {
      engine: "valkey",
      subnetIds: subnetIdsOf(here),
    });
    expect(tier([cache], "zone us-east-1a", "cache")).toBe("survives: 1 left, 1 needed");
  });
});

describe("compute of other kinds", () => {
  const cell = (fixtures: readonly Fixture[], failure: string): string | undefined =>
    cellsOf(analysisOf([...both, ...fixtures]), failure).app;

  test("ECS on Fargate spreads over the zones of its subnets", () => {
    const service = make("aws:ecs/service:Service", "web", {
      desiredCount: 3,
      launchType: "FARGATE",
      networkConfiguration: { subnets: subnetIdsOf(here) },
    });
    expect(cell([service], "zone us-east-1a")).toBe("survives: 2 left, 2 needed");
    expect(cell([service], "a node of us-east-1")).toBe("survives: 2 left, 2 needed");
  });

  test("instances behind one target group stand in for each other", () => {
    const pool = ["a", "b", "c"].flatMap((letter) => [
      make("aws:ec2/instance:Instance", `web-${letter}`, { subnetId: ref(`subnet-${here}${letter}`) }),
      make("aws:lb/targetGroupAttachment:TargetGroupAttachment", `attached-${letter}`, {
        targetGroupArn: ref("tg"),
        targetId: ref(`web-${letter}`),
      }),
    ]);
    const group = make("aws:lb/targetGroup:TargetGroup", "tg", { port: 80 });
    expect(cell([group, ...pool], "zone us-east-1a")).toBe("survives: 2 left, 2 needed");
  });

  test("node groups, one a zone, are one pool of their cluster", () => {
    const nodes = ["a", "b", "c"].map((letter) =>
      make("aws:eks/nodeGroup:NodeGroup", `nodes-${letter}`, {
        clusterName: ref("cluster"),
        subnetIds: subnetIdsOf(here, [letter]),
        scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 2 },
      }),
    );
    const cluster = make("aws:eks/cluster:Cluster", "cluster", {
      vpcConfig: { subnetIds: subnetIdsOf(here) },
    });
    expect(cell([cluster, ...nodes], "zone us-east-1a")).toBe("survives: 4 left, 3 needed");
  });
});
