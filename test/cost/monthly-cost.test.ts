import { describe, expect, it } from "@jest/globals";
import { join } from "node:path";
import { monthlyCost } from "../../cost/monthly-cost";
import { prices } from "../../cost/prices/2026-10-08";
import { pricesOf } from "../../cost/prices/price-list";
import { PulumiPlan, type PlanResource } from "../../plan/plan";
import { readPlan } from "../../plan/read";

const resource = (
  type: string,
  inputs: PlanResource["inputs"] = {},
  region: string | undefined = "us-east-1",
): PlanResource => ({
  urn: `${type} ${JSON.stringify(inputs)} ${region}`,
  type,
  name: "one",
  region,
  exists: false,
  inputs,
  references: {},
});

const costOf = (...resources: readonly PlanResource[]) => monthlyCost(new PulumiPlan(resources), prices);

/** Item, quantity and dollars of each line. */
const lines = (...resources: readonly PlanResource[]) =>
  costOf(...resources).lines.map(({ item, quantity, monthlyUsd }) => [
    item,
    quantity,
    Number(monthlyUsd.toFixed(2)),
  ]);

describe("the cost of the recorded plan", () => {
  const report = monthlyCost(readPlan(join(__dirname, "..", "plan", "two-regions.json")), prices);

  it("has a price for all that it holds", () => {
    expect(report.unpriced).toEqual([]);
  });

  it("is the sum of its lines", () => {
    expect(report.monthlyUsd).toBeCloseTo(
      report.lines.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0),
      9,
    );
    expect(report.monthlyUsd).toBeGreaterThan(4000);
    expect(report.monthlyUsd).toBeLessThan(4500);
  });

  it("tells what of it is for a cache that is empty until a failover", () => {
    const ofCache = report.lines.filter(({ part, region }) => part === "cache" && region === "eu-west-1");
    expect(ofCache.map(({ item, quantity }) => [item, quantity])).toEqual([
      ["elasticache/valkey/cache.r7g.large", 6 * 730],
    ]);
    expect(report.idleCaches).toEqual([{ region: "eu-west-1", monthlyUsd: ofCache[0]?.monthlyUsd }]);
  });

  it("counts a Multi-AZ instance twice, a reader once, and fleets at rest", () => {
    const quantities = new Map(
      report.lines.map(({ region, item, quantity }) => [`${region} ${item}`, quantity]),
    );
    // In us-east-1 an instance with its standby and a reader, in eu-west-1 a replica with its standby.
    expect(quantities.get("us-east-1 rds/postgres/db.m7g.xlarge")).toBe(3 * 730);
    expect(quantities.get("eu-west-1 rds/postgres/db.m7g.xlarge")).toBe(2 * 730);
    expect(quantities.get("us-east-1 rds/storage/gp3")).toBe(3 * 200);
    expect(quantities.get("us-east-1 ec2/m7g.large")).toBe(6 * 730);
    expect(quantities.get("us-east-1 elasticache/valkey/cache.r7g.large")).toBe(6 * 730);
  });
});

describe("what a resource costs in a month", () => {
  it.each([
    ["aws:ec2/natGateway:NatGateway", {}, [["vpc/nat-gateway", 730, 32.85]]],
    ["aws:ec2/eip:Eip", {}, [["vpc/public-ipv4", 730, 3.65]]],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      { internal: true, subnets: ["a", "b"] },
      [["elb/application", 730, 16.43]],
    ],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      { subnets: ["a", "b", "c"] },
      [
        ["elb/application", 730, 16.43],
        ["vpc/public-ipv4", 2190, 10.95],
      ],
    ],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      { loadBalancerType: "network", subnetMappings: [{}, {}] },
      [["elb/network", 730, 16.43]],
    ],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Gateway" }, []],
    [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      { vpcEndpointType: "Interface", subnetIds: ["a", "b", "c"] },
      [["vpc/interface-endpoint-in-a-zone", 2190, 21.9]],
    ],
    ["aws:cloudwatch/metricAlarm:MetricAlarm", { period: 60 }, [["cloudwatch/alarm-metric", 1, 0.1]]],
    [
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      { period: 10 },
      [["cloudwatch/high-resolution-alarm-metric", 1, 0.3]],
    ],
    [
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      { metricQueries: [{ expression: "a/b" }, { metric: {} }, { metric: {} }] },
      [["cloudwatch/alarm-metric", 2, 0.2]],
    ],
    [
      "aws:synthetics/canary:Canary",
      { schedule: { expression: "rate(5 minutes)" }, startCanary: true },
      [["cloudwatch/canary-run", 8760, 10.51]],
    ],
    ["aws:synthetics/canary:Canary", { schedule: { expression: "rate(0 minute)" }, startCanary: true }, []],
    ["aws:synthetics/canary:Canary", { schedule: { expression: "rate(1 minute)" }, startCanary: false }, []],
    [
      "aws:route53/healthCheck:HealthCheck",
      { type: "HTTPS", requestInterval: 10 },
      [
        ["route53/health-check-of-aws", 1, 0.5],
        ["route53/health-check-option-of-aws", 2, 2],
      ],
    ],
    [
      "aws:route53/healthCheck:HealthCheck",
      { type: "HTTP", requestInterval: 30 },
      [["route53/health-check-of-aws", 1, 0.5]],
    ],
    ["aws:secretsmanager/secret:Secret", { replicas: [{}] }, [["secretsmanager/secret", 2, 0.8]]],
    [
      "aws:wafv2/webAcl:WebAcl",
      { rules: [{}, {}, {}] },
      [
        ["waf/web-acl", 1, 5],
        ["waf/rule", 3, 3],
      ],
    ],
    ["aws:eks/cluster:Cluster", {}, [["eks/cluster", 730, 73]]],
    [
      "aws:elasticache/replicationGroup:ReplicationGroup",
      { engine: "valkey", nodeType: "cache.t4g.small", numCacheClusters: 2 },
      [["elasticache/valkey/cache.t4g.small", 1460, 37.38]],
    ],
  ])("%s %j", (type, inputs, expected) => {
    expect(lines(resource(type, inputs))).toEqual(expected);
  });
});

describe("a cache that nothing uses", () => {
  const cache = resource("aws:elasticache/replicationGroup:ReplicationGroup", {
    engine: "valkey",
    nodeType: "cache.t4g.small",
    numCacheClusters: 2,
  });
  const type = "aws:rds/instance:Instance";
  const source = resource(type, { identifier: "source" }, "eu-west-1");
  const follower = (of: PlanResource) => ({ ...resource(type), references: { replicateSourceDb: [of.urn] } });
  const idle = (...resources: readonly PlanResource[]) =>
    costOf(...resources).idleCaches.map(({ region }) => region);

  it("is in a region whose database follows another region's", () => {
    expect(idle(cache, source, follower(source))).toEqual(["us-east-1"]);
  });

  it("is not beside a reader, nor where the cache is filled from elsewhere, nor without a database", () => {
    const primary = resource(type, { identifier: "primary" });
    expect(idle(cache, primary, follower(primary))).toEqual([]);
    const filled = { ...cache, references: { globalReplicationGroupId: ["datastore"] } };
    expect(idle(filled, source, follower(source))).toEqual([]);
    expect(idle(cache)).toEqual([]);
  });
});

describe("what is not in the sum is named", () => {
  it("an instance type without a price, and a region without any", () => {
    const instance = (instanceType: string, region: string) =>
      resource("aws:ec2/instance:Instance", { instanceType }, region);
    expect(costOf(instance("x2gd.metal", "us-east-1"), instance("m7g.large", "ap-south-1")).unpriced).toEqual(
      [
        { what: "ec2/x2gd.metal", region: "us-east-1" },
        { what: "ec2/m7g.large", region: "ap-south-1" },
      ],
    );
  });

  it("the instances of EKS Auto Mode, which depend on the pods", () => {
    const cluster = resource("aws:eks/cluster:Cluster", { computeConfig: { enabled: true } });
    expect(costOf(cluster).unpriced).toEqual([
      { what: "the instances that EKS Auto Mode starts for the pods", region: "us-east-1" },
    ]);
  });

  it("a type that the estimate does not know", () => {
    const planned = [
      "aws:redshift/cluster:Cluster",
      "aws:s3/bucket:Bucket",
      "standfast:data:Cache",
      "tls:index/privateKey:PrivateKey",
    ];
    expect(costOf(...planned.map((type) => resource(type))).unpriced).toEqual([
      { what: "aws:redshift/cluster:Cluster", region: undefined },
    ]);
  });
});

describe("the price list", () => {
  it("has about sixty items, each once for a region, with AWS's own page as the source", () => {
    const keys = prices.prices.map(({ item, region }) => `${item} ${region}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(prices.prices.map(({ item }) => item)).size).toBeGreaterThan(55);
    expect(prices.prices.filter(({ source }) => !source.startsWith("https://aws.amazon.com/"))).toEqual([]);
  });

  it("is dated, and every price is above nothing and below $100", () => {
    expect(prices.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(prices.prices.filter(({ usd }) => !(usd > 0 && usd < 100))).toEqual([]);
  });

  it("refuses a row with a price too few", () => {
    const page = {
      source: "https://aws.amazon.com/",
      unit: "hour",
      regions: { a: "listed", b: "listed" },
    } as const;
    expect(() => pricesOf({ ...page, items: { "ec2/one": [1] } })).toThrow(
      "ec2/one has no price for b: give 2",
    );
  });
});
