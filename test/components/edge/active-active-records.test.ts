import { describe, expect, test } from "@jest/globals";
import {
  ActiveActiveRecords,
  type ActiveActiveRecordsArgs,
} from "../../../components/edge/active-active-records";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const recordType = "aws:route53/record:Record";
const checkType = "aws:route53/healthCheck:HealthCheck";
const two = ["us-east-1", "eu-west-1"];

function args(
  regions: readonly string[],
  more: Partial<ActiveActiveRecordsArgs> = {},
): ActiveActiveRecordsArgs {
  return {
    routing: "latency",
    domainName: "shop.example.com",
    hostedZoneId: "Z123",
    endpoints: regions.map((region) => ({
      region,
      dnsName: `${region}.elb.example`,
      hostedZoneId: `Z-${region}`,
    })),
    readinessPath: "/ready",
    healthCheckIntervalSeconds: 10,
    healthCheckFailureThreshold: 3,
    ...more,
  };
}
const records = (regions: readonly string[], more: Partial<ActiveActiveRecordsArgs> = {}) =>
  record(() => new ActiveActiveRecords("records", args(regions, more)));

const answer = (region: string): object => ({
  zoneId: "Z123",
  type: "A",
  name: "shop.example.com",
  setIdentifier: region,
  healthCheckId: `records-${region}-check-id`,
  aliases: [{ name: `${region}.elb.example`, zoneId: `Z-${region}`, evaluateTargetHealth: true }],
});

describe("ActiveActiveRecords", () => {
  test("by latency: a record for each region, which its health takes out", async () => {
    const run = await records(two);
    expect(run.counts()).toEqual({
      "standfast:edge:ActiveActiveRecords": 1,
      [recordType]: 4,
      [checkType]: 2,
    });
    for (const region of two) {
      expect(run.one(recordType, `records-${region}`).inputs).toEqual({
        ...answer(region),
        latencyRoutingPolicies: [{ region }],
      });
      expect(run.one(checkType, `records-${region}-check`).inputs["fqdn"]).toBe(`${region}.shop.example.com`);
      expect(await outputOf(run.result.healthCheckIds[region]!)).toBe(`records-${region}-check-id`);
    }
  });

  test("by weight: equal shares, unless they are given", async () => {
    const weightsOf = async (weights?: Record<string, number>) => {
      const run = await records(two, { routing: "weighted", ...(weights && { weights }) });
      return two.map(
        (region) => run.one(recordType, `records-${region}`).inputs["weightedRoutingPolicies"] as unknown,
      );
    };
    expect(await weightsOf()).toEqual([[{ weight: 1 }], [{ weight: 1 }]]);
    expect(await weightsOf({ "us-east-1": 90, "eu-west-1": 10 })).toEqual([
      [{ weight: 90 }],
      [{ weight: 10 }],
    ]);
    expect(await weightsOf({ "us-east-1": 255, "eu-west-1": 0 })).toEqual([
      [{ weight: 255 }],
      [{ weight: 0 }],
    ]);
  });

  test("for one region: a record of the same kind, so that a second can join it, and no check", async () => {
    const run = await records(["us-east-1"]);
    expect(run.counts()).toEqual({ "standfast:edge:ActiveActiveRecords": 1, [recordType]: 1 });
    expect(run.one(recordType).inputs).toMatchObject({
      setIdentifier: "us-east-1",
      latencyRoutingPolicies: [{ region: "us-east-1" }],
    });
    expect(run.one(recordType).inputs).not.toHaveProperty("healthCheckId");
  });

  test("behind a distribution: answers the origin's name, and the distribution answers the domain", async () => {
    const distributionAlias = {
      dnsName: "d1.cloudfront.example",
      hostedZoneId: "Z-cf",
      originName: "origin.shop.example.com",
    };
    const run = await records(two, { distributionAlias });
    expect(two.map((region) => run.one(recordType, `records-${region}`).inputs["name"] as string)).toEqual([
      "origin.shop.example.com",
      "origin.shop.example.com",
    ]);
    expect(run.one(recordType, "records-distribution-a")).toMatchObject({
      inputs: { name: "shop.example.com", aliases: [{ name: "d1.cloudfront.example" }] },
      dependencies: expect.arrayContaining(["records-us-east-1", "records-eu-west-1"]) as unknown,
    });
  });

  test.each<[string, Partial<ActiveActiveRecordsArgs>, string]>([
    [
      "weights that nothing reads",
      { weights: { "us-east-1": 1, "eu-west-1": 1 } },
      "weights are for weighted routing, got latency; leave them out",
    ],
    [
      "a region without a weight",
      { routing: "weighted", weights: { "us-east-1": 1 } },
      "weights must name each region (us-east-1, eu-west-1) and no other, got us-east-1; correct it",
    ],
    [
      "a weight without a region",
      { routing: "weighted", weights: { "us-east-1": 1, "eu-west-1": 1, "sa-east-1": 1 } },
      "weights must name each region (us-east-1, eu-west-1) and no other, got us-east-1, eu-west-1, sa-east-1; correct it",
    ],
    [
      "a weight above 255",
      { routing: "weighted", weights: { "us-east-1": 256, "eu-west-1": 1 } },
      "weights must be whole numbers from 0 to 255, got 256; correct it",
    ],
    [
      "nothing but zeros, which would mean equal shares",
      { routing: "weighted", weights: { "us-east-1": 0, "eu-west-1": 0 } },
      "weights must leave one region above 0, got 0 for all; Route 53 reads that as equal shares",
    ],
  ])("refuses %s", async (_, more, message) => {
    await expect(records(two, more)).rejects.toThrow(message);
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new ActiveActiveRecords("records", args(two), opts))).toEqual([]);
  });
});
