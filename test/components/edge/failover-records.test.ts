import { describe, expect, test } from "@jest/globals";
import * as random from "@pulumi/random";
import { FailoverRecords, type FailoverRecordsArgs } from "../../../components/edge/failover-records";
import { outputOf, record, type Recording } from "../../support/mocks";

const recordType = "aws:route53/record:Record";
const checkType = "aws:route53/healthCheck:HealthCheck";

function failover(
  regions: readonly string[],
  more: Partial<FailoverRecordsArgs> = {},
): Promise<Recording<FailoverRecords>> {
  return record(() => new FailoverRecords("failover", { ...args(regions), ...more }));
}

function args(regions: readonly string[]): FailoverRecordsArgs {
  return {
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
  };
}

const alias = (region: string): object => ({
  name: `${region}.elb.example`,
  zoneId: `Z-${region}`,
  evaluateTargetHealth: true,
});

describe("FailoverRecords", () => {
  test("is one plain alias for one region", async () => {
    const run = await failover(["us-east-1"]);
    expect(run.counts()).toEqual({ "standfast:edge:FailoverRecords": 1, [recordType]: 1 });
    expect(run.one(recordType)).toMatchObject({ name: "failover-primary-1" });
    expect(run.one(recordType).inputs).toEqual({
      zoneId: "Z123",
      type: "A",
      name: "shop.example.com",
      aliases: [alias("us-east-1")],
    });
    expect(run.result.healthCheckIds).toEqual({});
  });

  test("is a PRIMARY and a SECONDARY for two, each with its region's health check", async () => {
    const run = await failover(["us-east-1", "eu-west-1"]);
    expect(run.counts()).toEqual({ "standfast:edge:FailoverRecords": 1, [recordType]: 4, [checkType]: 2 });
    const roles = [
      ["us-east-1", "PRIMARY", "primary"],
      ["eu-west-1", "SECONDARY", "secondary"],
    ] as const;
    for (const [region, type, place] of roles) {
      expect(run.one(recordType, `failover-${place}-1`).inputs).toEqual({
        zoneId: "Z123",
        type: "A",
        name: "shop.example.com",
        setIdentifier: place,
        failoverRoutingPolicies: [{ type }],
        healthCheckId: `failover-${region}-check-id`,
        aliases: [alias(region)],
      });
      expect(run.one(recordType, `failover-${region}-direct`).inputs).toEqual({
        zoneId: "Z123",
        type: "A",
        name: `${region}.shop.example.com`,
        aliases: [alias(region)],
      });
      expect(await outputOf(run.result.healthCheckIds[region]!)).toBe(`failover-${region}-check-id`);
      expect(await outputOf(run.result.healthCheckArns[region]!)).toBe(
        `arn:aws:mock:::failover-${region}-check`,
      );
    }
  });

  test("asks the deep path of each region's own name over HTTPS, from three continents", async () => {
    const run = await failover(["us-east-1", "eu-west-1"]);
    expect(run.one(checkType, "failover-eu-west-1-check").inputs).toEqual({
      type: "HTTPS",
      fqdn: "eu-west-1.shop.example.com",
      port: 443,
      resourcePath: "/ready",
      enableSni: true,
      requestInterval: 10,
      failureThreshold: 3,
      regions: ["us-west-2", "eu-west-1", "ap-southeast-1"],
      tags: { Name: "eu-west-1.shop.example.com" },
    });
  });

  test("is a chain of pairs for more: each SECONDARY is an alias of the next pair, which exists first", async () => {
    const run = await failover(["us-east-1", "eu-west-1", "ap-southeast-1", "us-west-2"]);
    expect(run.counts()).toEqual({ "standfast:edge:FailoverRecords": 1, [recordType]: 10, [checkType]: 4 });

    const [first, second, third] = [
      "shop.example.com",
      "failover-2.shop.example.com",
      "failover-3.shop.example.com",
    ];
    const next = (name: string): object => ({ name, zoneId: "Z123", evaluateTargetHealth: true });
    const expected: Record<string, [string, string, object]> = {
      "failover-primary-1": [first, "PRIMARY", alias("us-east-1")],
      "failover-secondary-1": [first, "SECONDARY", next(second)],
      "failover-primary-2": [second, "PRIMARY", alias("eu-west-1")],
      "failover-secondary-2": [second, "SECONDARY", next(third)],
      "failover-primary-3": [third, "PRIMARY", alias("ap-southeast-1")],
      "failover-secondary-3": [third, "SECONDARY", alias("us-west-2")],
    };
    for (const [role, [name, type, target]] of Object.entries(expected)) {
      expect(run.one(recordType, role).inputs).toMatchObject({
        name,
        failoverRoutingPolicies: [{ type }],
        aliases: [target],
      });
    }
    expect(run.one(recordType, "failover-secondary-1")).toMatchObject({
      dependencies: expect.arrayContaining(["failover-primary-2", "failover-secondary-2"]) as unknown,
    });
    expect(run.one(recordType, "failover-secondary-1").inputs).not.toHaveProperty("healthCheckId");
  });

  test("lets regions change places by changing only what the records point to", async () => {
    const inputs = async (regions: string[]) =>
      Object.fromEntries(
        (await failover(regions)).recorded(recordType).map((each) => [each.name, each.inputs] as const),
      );
    const [before, after] = [
      await inputs(["us-east-1", "eu-west-1"]),
      await inputs(["eu-west-1", "us-east-1"]),
    ];
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    for (const place of ["failover-primary-1", "failover-secondary-1"]) {
      const unmoved = Object.keys(before[place]!).filter(
        (key) => !["aliases", "healthCheckId"].includes(key),
      );
      for (const key of unmoved) expect(after[place]![key]).toEqual(before[place]![key]);
      expect(after[place]!["aliases"]).not.toEqual(before[place]!["aliases"]);
    }
  });

  describe("behind a distribution", () => {
    const distributionAlias = {
      dnsName: "d1.cloudfront.example",
      hostedZoneId: "Z-cloudfront",
      originName: "origin.shop.example.com",
    };

    test("answers a name below the domain, and checks the same names as without it", async () => {
      const run = await failover(["us-east-1", "eu-west-1"], { distributionAlias });
      expect(run.result.recordName).toBe("origin.shop.example.com");
      expect(
        Object.fromEntries(
          run.recorded(recordType).map(({ name, inputs }) => [name, inputs["name"] as string]),
        ),
      ).toEqual({
        "failover-primary-1": "origin.shop.example.com",
        "failover-secondary-1": "origin.shop.example.com",
        "failover-us-east-1-direct": "us-east-1.shop.example.com",
        "failover-eu-west-1-direct": "eu-west-1.shop.example.com",
        "failover-distribution-a": "shop.example.com",
        "failover-distribution-aaaa": "shop.example.com",
      });
    });

    test.each([
      [["us-east-1"], ["failover-primary-1"]],
      [
        ["us-east-1", "eu-west-1"],
        ["failover-primary-1", "failover-secondary-1"],
      ],
    ])("hands the domain to it once the records of %j let go of it", async (regions, routed) => {
      const run = await failover(regions, { distributionAlias });
      for (const type of ["A", "AAAA"]) {
        const record = run.one(recordType, `failover-distribution-${type.toLowerCase()}`);
        expect(record.inputs).toEqual({
          zoneId: "Z123",
          name: "shop.example.com",
          type,
          aliases: [{ name: "d1.cloudfront.example", zoneId: "Z-cloudfront", evaluateTargetHealth: false }],
        });
        expect(record.dependencies).toEqual(expect.arrayContaining(routed));
      }
    });
  });

  describe("with switches", () => {
    const switches = (...regions: readonly string[]) => ({
      healthCheckIds: Object.fromEntries(regions.map((region) => [region, `switch-${region}`])),
      last: "unconditional" as const,
    });
    const always = (region: string): object => ({
      name: `${region}.elb.example`,
      zoneId: `Z-${region}`,
      evaluateTargetHealth: false,
    });

    test("follows the switch of the first region alone, and the last answers unconditionally", async () => {
      const run = await failover(["us-east-1", "eu-west-1"], {
        switches: switches("us-east-1", "eu-west-1"),
      });
      const primary = run.one(recordType, "failover-primary-1").inputs;
      expect(primary["healthCheckId"]).toBe("switch-us-east-1");
      expect(primary["aliases"]).toEqual([always("us-east-1")]);
      // With a check, both could be off: Route 53 would give the region that was taken out.
      const secondary = run.one(recordType, "failover-secondary-1").inputs;
      expect(Object.keys(secondary)).not.toContain("healthCheckId");
      expect(secondary["aliases"]).toEqual([always("eu-west-1")]);
      // How the regions are is measured all the same, at names that never move.
      expect(run.counts()[checkType]).toBe(2);
      expect(run.one(recordType, "failover-eu-west-1-direct").inputs["aliases"]).toEqual([
        alias("eu-west-1"),
      ]);
      expect(await outputOf(run.result.healthCheckIds["us-east-1"]!)).toBe("failover-us-east-1-check-id");
    });

    test("gives the last one its switch where it is operated together with the others", async () => {
      const run = await failover(["us-east-1", "eu-west-1"], {
        switches: { ...switches("us-east-1", "eu-west-1"), last: "switched" },
      });
      expect(run.one(recordType, "failover-secondary-1").inputs).toMatchObject({
        healthCheckId: "switch-eu-west-1",
        aliases: [always("eu-west-1")],
      });
    });

    test("chains pairs that no health of a target takes out", async () => {
      const regions = ["us-east-1", "eu-west-1", "ap-southeast-1"];
      const run = await failover(regions, { switches: switches(...regions) });
      const checkOf = (name: string) => run.one(recordType, name).inputs["healthCheckId"] as unknown;
      expect(
        ["primary-1", "secondary-1", "primary-2", "secondary-2"].map((at) => checkOf(`failover-${at}`)),
      ).toEqual(["switch-us-east-1", undefined, "switch-eu-west-1", undefined]);
      expect(run.one(recordType, "failover-secondary-1").inputs["aliases"]).toEqual([
        { name: "failover-2.shop.example.com", zoneId: "Z123", evaluateTargetHealth: false },
      ]);
    });

    test("are nothing to a single region, and must be there for each of several", async () => {
      const run = await failover(["us-east-1"], { switches: switches("us-east-1") });
      expect(run.one(recordType).inputs["aliases"]).toEqual([alias("us-east-1")]);
      await expect(failover(["us-east-1", "eu-west-1"], { switches: switches("eu-west-1") })).rejects.toThrow(
        "switches.healthCheckIds must have one for us-east-1, got none; without it nothing takes its traffic away",
      );
    });
  });

  test("opens last: after everything it is told to wait for", async () => {
    const run = await record(() => {
      const fleet = new random.RandomId("fleet", { byteLength: 4 });
      return new FailoverRecords("failover", args(["us-east-1", "eu-west-1"]), { dependsOn: [fleet] });
    });
    expect(run.one("standfast:edge:FailoverRecords").dependencies).toEqual(["fleet"]);
    const order = run.resources.map(({ name }) => name);
    for (const name of ["failover-primary-1", "failover-us-east-1-direct", "failover-eu-west-1-check"]) {
      expect(order.indexOf(name)).toBeGreaterThan(order.indexOf("fleet"));
    }
  });

  test("sets no TTL, because an alias has none", async () => {
    const run = await failover(["us-east-1", "eu-west-1"]);
    expect(run.recorded(recordType).filter(({ inputs }) => "ttl" in inputs)).toEqual([]);
  });

  describe("for endpoints that have a name and no zone, as Kubernetes' Ingress has", () => {
    const named = (regions: readonly string[]) =>
      regions.map((region) => ({ region, dnsName: `${region}.ingress.example` }));

    test("is a pair of CNAMEs that are kept for a minute", async () => {
      const run = await failover(["us-east-1", "eu-west-1"], {
        endpoints: named(["us-east-1", "eu-west-1"]),
      });
      expect(run.one(recordType, "failover-primary-1").inputs).toEqual({
        zoneId: "Z123",
        type: "CNAME",
        name: "shop.example.com",
        setIdentifier: "primary",
        failoverRoutingPolicies: [{ type: "PRIMARY" }],
        healthCheckId: "failover-us-east-1-check-id",
        records: ["us-east-1.ingress.example"],
        ttl: 60,
      });
      expect(run.one(recordType, "failover-eu-west-1-direct").inputs).toEqual({
        zoneId: "Z123",
        type: "CNAME",
        name: "eu-west-1.shop.example.com",
        records: ["eu-west-1.ingress.example"],
        ttl: 60,
      });
    });

    test("chains more by aliases of the same type", async () => {
      const regions = ["us-east-1", "eu-west-1", "us-west-2"];
      const run = await failover(regions, { endpoints: named(regions) });
      expect(run.one(recordType, "failover-secondary-1").inputs).toMatchObject({
        type: "CNAME",
        aliases: [{ name: "failover-2.shop.example.com", zoneId: "Z123", evaluateTargetHealth: true }],
      });
    });

    test("refuses the apex of the zone, and endpoints of both sorts", async () => {
      const endpoints = named(["us-east-1", "eu-west-1"]);
      await expect(failover([], { endpoints, hostedZoneName: "shop.example.com" })).rejects.toThrow(
        "shop.example.com is the apex of its zone, where no CNAME can be, and the endpoints of us-east-1, eu-west-1 have no hostedZoneId to be an alias of; use a name below it, or load balancers whose zone is known",
      );
      const mixed = [...named(["us-east-1"]), ...args(["eu-west-1"]).endpoints];
      await expect(failover([], { endpoints: mixed })).rejects.toThrow(
        "endpoints must all have a hostedZoneId or none, got none for us-east-1; records of one name have one type",
      );
    });

    test("takes a name below the apex", async () => {
      const run = await failover([], { endpoints: named(["us-east-1"]), hostedZoneName: "example.com" });
      expect(run.one(recordType).inputs).toEqual({
        zoneId: "Z123",
        type: "CNAME",
        name: "shop.example.com",
        records: ["us-east-1.ingress.example"],
        ttl: 60,
      });
    });
  });

  test("refuses no endpoints, and fewer checkers than Route 53 takes", async () => {
    await expect(failover([])).rejects.toThrow(
      "endpoints must list at least 1, got 0; pass one for each region",
    );
    await expect(failover(["us-east-1"], { checkerRegions: ["us-east-1", "eu-west-1"] })).rejects.toThrow(
      "checkerRegions must list at least 3, got 2; Route 53 takes no fewer",
    );
  });
});
