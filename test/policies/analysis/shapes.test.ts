/** The same application in other shapes, each of which an expert would accept; and each with one thing taken away. */
import { describe, expect, test } from "@jest/globals";

import { ABSENT, changed, ref, resource, type Changes, type Fixture } from "../support/fixture";
import { hostApart, zoneSpread } from "./programs/eks";
import { multiRegion } from "./programs/multi-region";
import { findingsOf } from "./support/findings";
import { subnetIdsOf, subnetsOf } from "./support/network";
import { analysisOf, cellsOf } from "./support/plan";

const REGIONS = ["us-east-1", "eu-west-1"] as const;

/** The same change of a resource of each region; `*` stands for the region. */
const everywhere = (changes: Changes): Changes =>
  Object.fromEntries(
    Object.entries(changes).flatMap(([place, value]) =>
      REGIONS.map((region) => [place.replace("*", region), value]),
    ),
  );

const culprits = (fixtures: readonly Fixture[]): readonly string[] =>
  findingsOf(fixtures).map((line) => line.split(" | ").slice(0, 3).join(" | "));

describe("all regions answer", () => {
  const latency = changed(multiRegion(), {
    ...everywhere({ "record-*.failoverRoutingPolicies": ABSENT }),
    "record-us-east-1.latencyRoutingPolicies": [{ region: "us-east-1" }],
    "record-eu-west-1.latencyRoutingPolicies": [{ region: "eu-west-1" }],
  });
  const weighted = changed(multiRegion(), {
    ...everywhere({
      "record-*.failoverRoutingPolicies": ABSENT,
      "record-*.weightedRoutingPolicies": [{ weight: 1 }],
    }),
  });

  test.each([
    ["by latency", latency],
    ["by weight", weighted],
  ])("%s: each is judged as one that serves, and carries the other", (_, program) => {
    expect(culprits(program)).toEqual([]);
    const analysis = analysisOf(program);
    expect(analysis.model.active).toEqual(["eu-west-1", "us-east-1"]);
    expect(cellsOf(analysis, "region eu-west-1")).toMatchObject({
      dns: "survives: answers us-east-1",
      app: "survives: 6 left, 6 needed",
    });
  });

  test("what is sure to run must carry both", () => {
    expect(culprits(changed(latency, everywhere({ "web-*.minSize": 3 })))).toEqual([
      "region-loss-survivable | web-us-east-1 | losing region eu-west-1: 3 instances are sure to run in us-east-1, and 3 of 4 needed are left",
      "region-loss-survivable | web-eu-west-1 | losing region us-east-1: 3 instances are sure to run in eu-west-1, and 3 of 4 needed are left",
    ]);
  });

  test("an answer that nothing checks goes on being given", () => {
    const unchecked = changed(latency, {
      "record-us-east-1.healthCheckId": ABSENT,
      "record-us-east-1.aliases.0.evaluateTargetHealth": false,
    });
    expect(culprits(unchecked)).toEqual([
      "region-loss-survivable | record-us-east-1 | losing region us-east-1: www.example.com goes on answering with us-east-1, because record-us-east-1 has no health check",
      "failover-rto-budget | record-us-east-1 | losing region us-east-1: nothing bounds how long Route 53 goes on answering with us-east-1, because record-us-east-1 has no health check",
    ]);
  });

  test("without a database, or a cache, there is nothing to copy", () => {
    const stateless = changed(
      latency,
      everywhere({ "db-*": ABSENT, "db-subnets-*": ABSENT, "cache-*": ABSENT, "cache-subnets-*": ABSENT }),
    );
    expect(culprits(stateless)).toEqual([]);
  });
});

describe("CloudFront in front of all regions", () => {
  const delivered = (origins: object): readonly Fixture[] => [
    resource("aws:cloudfront/distribution:Distribution", "cdn", { enabled: true, ...origins }),
    resource("aws:route53/record:Record", "world", {
      zoneId: ref("zone"),
      name: "example.com",
      type: "A",
      aliases: [{ name: ref("cdn"), zoneId: ref("cdn"), evaluateTargetHealth: false }],
    }),
  ];
  const inFront = (origins: object): readonly Fixture[] => [...multiRegion(), ...delivered(origins)];
  const atName = { origins: [{ originId: "regions", domainName: "www.example.com" }] };
  const at = (...regions: string[]) =>
    regions.map((region) => ({ originId: region, domainName: ref(`alb-${region}`) }));

  test("the name that fails over is its origin", () => {
    expect(culprits(inFront(atName))).toEqual([]);
    const analysis = analysisOf(inFront(atName));
    expect(analysis.model.dns.publicNames.map(({ name }) => name)).toEqual(["example.com"]);
    expect(cellsOf(analysis, "region us-east-1").dns).toBe("survives: answers eu-west-1");
  });

  test("an origin group of both regions", () => {
    const group = { origins: at(...REGIONS), originGroups: [{ originId: "both" }] };
    expect(cellsOf(analysisOf(inFront(group)), "region us-east-1").dns).toBe("survives: answers eu-west-1");
  });

  test("one region's load balancer is its origin", () => {
    expect(findingsOf(inFront({ origins: at("us-east-1") }))).toEqual([
      "region-loss-survivable | cdn | losing region us-east-1: cdn asks an origin of us-east-1 only | let cdn ask a name that fails over, or an origin group with an origin of another region",
    ]);
  });

  test("which of several origins is asked is not told", () => {
    expect(culprits(inFront({ origins: at(...REGIONS) }))).toEqual([
      "region-loss-survivable | cdn | ? which of its origins cdn asks",
    ]);
  });
});

describe("EKS Auto Mode", () => {
  const labels = { app: "shop" };
  const inRegion = (region: string): readonly Fixture[] => [
    ...subnetsOf(region),
    resource(
      "aws:eks/cluster:Cluster",
      "cluster",
      {
        vpcConfig: { subnetIds: subnetIdsOf(region) },
        computeConfig: { enabled: true, nodePools: ["general-purpose", "system"] },
      },
      { region },
    ),
    resource("pulumi:providers:kubernetes", "k8s", { kubeconfig: ref("cluster") }),
    resource("kubernetes:apps/v1:Deployment", "shop", {
      metadata: { name: "shop" },
      spec: {
        template: {
          metadata: { labels },
          spec: {
            topologySpreadConstraints: [{ ...zoneSpread, minDomains: 3 }],
            affinity: hostApart,
          },
        },
      },
    }),
    resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "scaling", {
      spec: { minReplicas: 3, maxReplicas: 20, scaleTargetRef: { kind: "Deployment", name: "shop" } },
    }),
    resource("kubernetes:policy/v1:PodDisruptionBudget", "budget", {
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    }),
  ];
  const auto = inRegion("us-east-1");

  test("pods stand in the zones of the cluster, which has no node groups", () => {
    expect(culprits(auto)).toEqual([]);
    expect(cellsOf(analysisOf(auto), "zone us-east-1a")).toEqual({ app: "survives: 2 left, 2 needed" });
    expect(cellsOf(analysisOf(auto), "a drain in us-east-1")).toEqual({ app: "survives: 2 left, 2 needed" });
  });

  test("pods get out by the gateways of the cluster's subnets", () => {
    const zones = ["a", "b", "c"].map((letter) => `us-east-1${letter}`);
    const routed = zones.flatMap((zone) => [
      resource("aws:ec2/routeTable:RouteTable", `routes-${zone}`, {}),
      resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `routed-${zone}`, {
        subnetId: ref(`subnet-${zone}`),
        routeTableId: ref(`routes-${zone}`),
      }),
      resource("aws:ec2/natGateway:NatGateway", `nat-${zone}`, { subnetId: ref(`subnet-${zone}`) }),
      resource("aws:ec2/route:Route", `egress-${zone}`, {
        routeTableId: ref(`routes-${zone}`),
        natGatewayId: ref(`nat-${zone}`),
      }),
    ]);
    const program = [...auto, ...routed];
    expect(culprits(program)).toEqual([]);
    expect(cellsOf(analysisOf(program), "zone us-east-1a").egress).toBe("survives: 2 of 2 subnets");
    const shared = changed(program, { "egress-us-east-1b.natGatewayId": ref("nat-us-east-1a") });
    expect(culprits(shared)).toEqual([
      "az-loss-survivable | nat-us-east-1a | losing zone us-east-1a: the egress of subnet-us-east-1b leads through nat-us-east-1a, which is lost with us-east-1a",
    ]);
  });

  test("an annotation says how many pods are needed", () => {
    const all = changed(auto, { "shop.metadata.annotations": { "standfast/needed": "3" } });
    expect(culprits(all)).toEqual([
      "az-loss-survivable | shop | losing zone us-east-1a: of 3 pods over 3 zones, us-east-1a takes 1, and 2 of 3 needed are left (the same holds for zone us-east-1b, zone us-east-1c)",
      "drain-survivable | shop | losing a node of us-east-1: of 3 pods over 3 zones, one node takes 1, and 2 of 3 needed are left (the same holds for a drain in us-east-1)",
    ]);
  });
});

describe("an Ingress in each of two clusters", () => {
  const annotations = (keepAliveSeconds: number) => ({
    "alb.ingress.kubernetes.io/scheme": "internet-facing",
    "alb.ingress.kubernetes.io/load-balancer-attributes": `idle_timeout.timeout_seconds=60,client_keep_alive.seconds=${keepAliveSeconds}`,
  });
  const region = (name: string, type: "PRIMARY" | "SECONDARY"): readonly Fixture[] => [
    ...subnetsOf(name),
    resource(
      "aws:eks/cluster:Cluster",
      `cluster-${name}`,
      { vpcConfig: { subnetIds: subnetIdsOf(name) }, computeConfig: { enabled: true } },
      { region: name },
    ),
    resource("pulumi:providers:kubernetes", `k8s-${name}`, { kubeconfig: ref(`cluster-${name}`) }),
    resource(
      "kubernetes:networking.k8s.io/v1:Ingress",
      `ingress-${name}`,
      { metadata: { annotations: annotations(60) } },
      { cluster: `k8s-${name}` },
    ),
    resource("aws:route53/healthCheck:HealthCheck", `check-${name}`, {
      requestInterval: 10,
      failureThreshold: 3,
    }),
    resource("aws:route53/record:Record", `record-${name}`, {
      name: "www.example.com",
      type: "A",
      failoverRoutingPolicies: [{ type }],
      healthCheckId: ref(`check-${name}`),
      aliases: [{ name: ref(`ingress-${name}`), zoneId: "Z1", evaluateTargetHealth: true }],
    }),
  ];
  const program = [...region("us-east-1", "PRIMARY"), ...region("eu-west-1", "SECONDARY")];

  test("is a load balancer in the zones of its cluster, to which the name fails over", () => {
    expect(culprits(program)).toEqual([]);
    const analysis = analysisOf(program);
    expect(cellsOf(analysis, "zone us-east-1a")).toEqual({ "load-balancer": "survives: 2 left, 1 needed" });
    expect(cellsOf(analysis, "region us-east-1")).toEqual({
      dns: "survives: answers eu-west-1",
      "load-balancer": "survives: 3 left, 1 needed",
    });
  });

  test("clients that keep their connections keep the lost region", () => {
    const kept = changed(program, { "ingress-us-east-1.metadata.annotations": annotations(3600) });
    expect(culprits(kept).map((line) => line.split(" | ")[0])).toEqual(["failover-rto-budget"]);
    const byClass = [
      ...changed(program, { "ingress-us-east-1.metadata.annotations": ABSENT }),
      resource(
        "kubernetes:eks.amazonaws.com/v1:IngressClassParams",
        "params",
        {
          spec: {
            scheme: "internet-facing",
            loadBalancerAttributes: [{ key: "client_keep_alive.seconds", value: "60" }],
          },
        },
        { cluster: "k8s-us-east-1" },
      ),
    ];
    expect(culprits(byClass)).toEqual([]);
  });
});

describe("two fleets behind one listener", () => {
  const green = multiRegion().flatMap((fixture) =>
    ["web-", "tg-"].some((prefix) => fixture.name.startsWith(prefix))
      ? [
          {
            ...fixture,
            name: `green-${fixture.name}`,
            inputs: {
              ...fixture.inputs,
              ...(fixture.name.startsWith("web-") && {
                targetGroupArns: [ref(`green-${fixture.name.replace("web", "tg")}`)],
              }),
            },
          },
        ]
      : [],
  );
  const both = changed(
    [...multiRegion(), ...green],
    Object.fromEntries(
      REGIONS.map((region) => [
        `https-${region}.defaultActions`,
        [
          {
            type: "forward",
            forward: { targetGroups: [{ arn: ref(`tg-${region}`) }, { arn: ref(`green-tg-${region}`) }] },
          },
        ],
      ]),
    ),
  );

  test("each has what it needs", () => {
    expect(culprits(both)).toEqual([]);
    expect(cellsOf(analysisOf(both), "region us-east-1").app).toBe("survives: 12 left, 6 needed");
  });

  test("each is judged by itself", () => {
    expect(
      culprits(changed(both, { "green-web-us-east-1.vpcZoneIdentifiers": [ref("private-us-east-1a")] })),
    ).toEqual([
      "az-loss-survivable | green-web-us-east-1 | losing zone us-east-1a: of 6 instances in 1 zone, us-east-1a takes all 6, and 0 of 3 needed are left",
    ]);
  });
});

describe("stores", () => {
  const network = [
    ...subnetsOf("us-east-1"),
    resource("aws:rds/subnetGroup:SubnetGroup", "subnets", { subnetIds: subnetIdsOf("us-east-1") }),
  ];

  test("a Multi-AZ DB cluster survives a zone; an Aurora cluster with one instance does not", () => {
    const cluster = resource("aws:rds/cluster:Cluster", "db", {
      engine: "postgres",
      dbClusterInstanceClass: "db.m6gd.large",
      dbSubnetGroupName: ref("subnets"),
      backupRetentionPeriod: 7,
    });
    const proxy = [
      resource("aws:rds/proxy:Proxy", "proxy", { vpcSubnetIds: subnetIdsOf("us-east-1"), requireTls: true }),
      resource("aws:rds/proxyTarget:ProxyTarget", "target", { dbClusterIdentifier: ref("db") }),
    ];
    expect(culprits([...network, cluster, ...proxy])).toEqual([]);
    expect(cellsOf(analysisOf([...network, cluster]), "zone us-east-1a")).toEqual({
      database: "survives: standby takes over",
    });
    const aurora = changed([cluster], {
      "db.dbClusterInstanceClass": ABSENT,
      "db.engine": "aurora-postgresql",
    });
    const instance = resource("aws:rds/clusterInstance:ClusterInstance", "one", {
      clusterIdentifier: ref("db"),
      availabilityZone: "us-east-1a",
    });
    expect(culprits([...network, ...aurora, instance])).toEqual([
      "az-loss-survivable | db | losing zone us-east-1a: of 1 instance in 1 zone, us-east-1a takes it, and 0 of 1 needed are left",
    ]);
  });

  test("the second member of a Global Datastore has the shards of the first", () => {
    const datastore = changed(
      [
        ...multiRegion(),
        resource("aws:elasticache/globalReplicationGroup:GlobalReplicationGroup", "global", {
          primaryReplicationGroupId: ref("cache-us-east-1"),
        }),
      ],
      {
        "cache-eu-west-1.globalReplicationGroupId": ref("global"),
        "cache-eu-west-1.numNodeGroups": ABSENT,
        "cache-eu-west-1.nodeType": ABSENT,
      },
    );
    expect(culprits(datastore)).toEqual([]);
    expect(cellsOf(analysisOf(datastore), "region us-east-1").cache).toBe(
      "survives: async copy in eu-west-1",
    );
  });

  test("MemoryDB survives a zone with a replica, and not without", () => {
    const memory = [
      ...subnetsOf("us-east-1"),
      resource("aws:memorydb/subnetGroup:SubnetGroup", "memory-subnets", {
        subnetIds: subnetIdsOf("us-east-1"),
      }),
      resource("aws:memorydb/cluster:Cluster", "memory", {
        numShards: 2,
        numReplicasPerShard: 1,
        subnetGroupName: ref("memory-subnets"),
      }),
    ];
    expect(culprits(memory)).toEqual([]);
    expect(culprits(changed(memory, { "memory.numReplicasPerShard": 0 }))).toEqual([
      "az-loss-survivable | memory | losing zone us-east-1a: of 2 shards in one of 3 zones, us-east-1a may take all 2, and 0 of 2 needed are left (the same holds for zone us-east-1b, zone us-east-1c)",
    ]);
  });
});
