import { describe, expect, test } from "@jest/globals";
import type { LoadBalancerArgs } from "../../../components/edge/load-balancer";
import { outputOf } from "../../support/mocks";
import { loadBalancer, types, zones } from "./load-balancer.fixture";

const check = {
  protocol: "HTTPS",
  path: "/health",
  matcher: "200",
  interval: 5,
  timeout: 3,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
};
const targetGroupHealth = {
  dnsFailover: { minimumHealthyTargetsCount: "1", minimumHealthyTargetsPercentage: "off" },
  unhealthyStateRouting: { minimumHealthyTargetsCount: 1, minimumHealthyTargetsPercentage: "off" },
};
const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

describe("application", () => {
  test("is an Application Load Balancer with two listeners and one group", async () => {
    const run = await loadBalancer();
    expect(run.counts()).toEqual({
      "standfast:edge:LoadBalancer": 1,
      [types.loadBalancer]: 1,
      [types.listener]: 2,
      [types.targetGroup]: 1,
    });
    expect(run.one(types.loadBalancer)).toMatchObject({ name: "us-east-1-lb-alb", protect: true });
    expect(run.one(types.loadBalancer).inputs).toEqual({
      loadBalancerType: "application",
      internal: false,
      subnets: ["subnet-us-east-1a", "subnet-us-east-1b", "subnet-us-east-1c"],
      securityGroups: ["sg-alb"],
      idleTimeout: 60,
      clientKeepAlive: 60,
      dropInvalidHeaderFields: true,
      enableZonalShift: true,
      enableDeletionProtection: true,
    });
  });

  test("serves HTTPS and answers HTTP with 301", async () => {
    const run = await loadBalancer();
    expect(run.one(types.listener, "us-east-1-lb-https").inputs).toEqual({
      loadBalancerArn: "arn:aws:mock:::us-east-1-lb-alb",
      port: 443,
      protocol: "HTTPS",
      sslPolicy,
      certificateArn: "certificate",
      routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000",
      defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:mock:::us-east-1-lb-app" }],
    });
    expect(run.one(types.listener, "us-east-1-lb-http").inputs).toEqual({
      loadBalancerArn: "arn:aws:mock:::us-east-1-lb-alb",
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    });
  });

  test("speaks TLS to the instances and asks them for /health", async () => {
    const run = await loadBalancer();
    expect(run.one(types.targetGroup).inputs).toEqual({
      vpcId: "vpc",
      targetType: "instance",
      protocol: "HTTPS",
      port: 8443,
      deregistrationDelay: 30,
      healthCheck: check,
      targetGroupHealth,
      loadBalancingAlgorithmType: "weighted_random",
      loadBalancingAnomalyMitigation: "on",
      stickiness: { type: "lb_cookie", enabled: false },
    });
  });

  test("gives out the name, its zone, and the group once a listener sends to it", async () => {
    const run = await loadBalancer();
    expect(await outputOf(run.result.arn)).toBe("arn:aws:mock:::us-east-1-lb-alb");
    expect(await outputOf(run.result.dnsName)).toBe("us-east-1-lb-alb.elb.example");
    expect(await outputOf(run.result.hostedZoneId)).toBe("us-east-1-lb-alb-elb-zone");
    expect(await outputOf(run.result.targetGroupArn)).toBe("arn:aws:mock:::us-east-1-lb-app");
    expect(Object.keys(run.result.targetGroupArns)).toEqual(["blue"]);
  });

  test("gives out what alarms, the web firewall and Shield need", async () => {
    const { result } = await loadBalancer();
    expect(await outputOf(result.metrics.application!)).toBe("suffix/us-east-1-lb-alb");
    expect(result.metrics.network).toBeUndefined();
    expect(await outputOf(result.metrics.targetGroups.blue)).toBe("targetgroup/us-east-1-lb-app");
    expect(await outputOf(result.applicationArn!)).toBe("arn:aws:mock:::us-east-1-lb-alb");
    expect(Object.keys(result.protectable)).toEqual(["alb"]);
    expect(await outputOf(result.protectable["alb"]!)).toBe("arn:aws:mock:::us-east-1-lb-alb");
  });

  test("can be deleted when disposable", async () => {
    const run = await loadBalancer({ protection: "disposable" });
    expect(run.one(types.loadBalancer)).toMatchObject({
      protect: false,
      inputs: { enableDeletionProtection: false },
    });
  });
});

describe("network", () => {
  test("is a Network Load Balancer that terminates TLS and listens on no other port", async () => {
    const run = await loadBalancer({ kind: "network" });
    expect(run.counts()).toEqual({
      "standfast:edge:LoadBalancer": 1,
      [types.loadBalancer]: 1,
      [types.listener]: 1,
      [types.targetGroup]: 1,
    });
    expect(run.one(types.loadBalancer).inputs).toEqual({
      loadBalancerType: "network",
      subnets: ["subnet-us-east-1a", "subnet-us-east-1b", "subnet-us-east-1c"],
      securityGroups: ["sg-nlb"],
      enableCrossZoneLoadBalancing: true,
      enableZonalShift: true,
      enableDeletionProtection: true,
    });
    expect(run.one(types.listener).inputs).toEqual({
      loadBalancerArn: "arn:aws:mock:::us-east-1-lb-nlb",
      port: 443,
      protocol: "TLS",
      sslPolicy,
      certificateArn: "certificate",
      defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:mock:::us-east-1-lb-app" }],
    });
  });

  test("meets what a zonal shift of a cross-zone Network Load Balancer demands of its group", async () => {
    const run = await loadBalancer({ kind: "network" });
    expect(run.one(types.targetGroup).inputs).toEqual({
      vpcId: "vpc",
      targetType: "instance",
      protocol: "TLS",
      port: 8443,
      deregistrationDelay: 30,
      connectionTermination: true,
      targetHealthStates: [{ enableUnhealthyConnectionTermination: false }],
      healthCheck: check,
      targetGroupHealth,
    });
  });
});

describe("network, to whoever watches it", () => {
  test("has metrics of its own kind, and nothing that a firewall or Shield could stand before", async () => {
    const { result } = await loadBalancer({ kind: "network" });
    expect(result.metrics.application).toBeUndefined();
    expect(await outputOf(result.metrics.network!)).toBe("suffix/us-east-1-lb-nlb");
    expect(result.applicationArn).toBeUndefined();
    expect(result.protectable).toEqual({});
  });
});

describe("network-to-application", () => {
  test("is both, with one fixed address in each zone", async () => {
    const run = await loadBalancer({ kind: "network-to-application" });
    expect(run.counts()).toEqual({
      "standfast:edge:LoadBalancer": 1,
      [types.loadBalancer]: 2,
      [types.listener]: 4,
      [types.targetGroup]: 3,
      [types.attachment]: 2,
      [types.address]: 3,
    });
    expect(run.one(types.loadBalancer, "us-east-1-lb-nlb").inputs).toEqual({
      loadBalancerType: "network",
      subnetMappings: zones.map((zone) => ({
        subnetId: `subnet-${zone}`,
        allocationId: `us-east-1-lb-address-${zone}-id`,
      })),
      securityGroups: ["sg-nlb"],
      enableCrossZoneLoadBalancing: false,
      enableZonalShift: true,
      enableDeletionProtection: true,
    });
    expect(run.recorded(types.address).map(({ name, protect }) => [name, protect])).toEqual(
      zones.map((zone) => [`us-east-1-lb-address-${zone}`, true]),
    );
    expect(run.one(types.loadBalancer, "us-east-1-lb-alb").inputs).toMatchObject({ internal: true });
  });

  test.each([
    ["https", 443],
    ["http", 80],
  ])("passes %s on and judges it by the instances' health", async (role, port) => {
    const run = await loadBalancer({ kind: "network-to-application" });
    expect(run.one(types.targetGroup, `us-east-1-lb-${role}`).inputs).toEqual({
      vpcId: "vpc",
      targetType: "alb",
      protocol: "TCP",
      port,
      deregistrationDelay: 30,
      healthCheck: { ...check, port: "443" },
    });
    expect(run.one(types.listener, `us-east-1-lb-tcp-${role}`).inputs).toEqual({
      loadBalancerArn: "arn:aws:mock:::us-east-1-lb-nlb",
      port,
      protocol: "TCP",
      defaultActions: [{ type: "forward", targetGroupArn: `arn:aws:mock:::us-east-1-lb-${role}` }],
    });
    expect(run.one(types.attachment, `us-east-1-lb-${role}`)).toMatchObject({
      inputs: {
        targetGroupArn: `arn:aws:mock:::us-east-1-lb-${role}`,
        targetId: "arn:aws:mock:::us-east-1-lb-alb",
        port,
      },
      dependencies: expect.arrayContaining(["us-east-1-lb-https", "us-east-1-lb-http"]) as unknown,
    });
  });

  test("gives DNS the Network Load Balancer, and the instances the group of the Application Load Balancer", async () => {
    const run = await loadBalancer({ kind: "network-to-application" });
    expect(await outputOf(run.result.dnsName)).toBe("us-east-1-lb-nlb.elb.example");
    expect(await outputOf(run.result.targetGroupArn)).toBe("arn:aws:mock:::us-east-1-lb-app");
    expect(run.one(types.targetGroup, "us-east-1-lb-app").inputs).toMatchObject({ protocol: "HTTPS" });
  });

  test("shows alarms both, the firewall the inner one, and Shield the addresses", async () => {
    const { result } = await loadBalancer({ kind: "network-to-application" });
    expect(await outputOf(result.metrics.application!)).toBe("suffix/us-east-1-lb-alb");
    expect(await outputOf(result.metrics.network!)).toBe("suffix/us-east-1-lb-nlb");
    expect(await outputOf(result.applicationArn!)).toBe("arn:aws:mock:::us-east-1-lb-alb");
    expect(Object.keys(result.protectable)).toEqual(zones.map((zone) => `address-${zone}`));
    expect(await outputOf(result.protectable["address-us-east-1c"]!)).toBe(
      "arn:aws:mock:::us-east-1-lb-address-us-east-1c",
    );
  });
});

describe("refuses", () => {
  test.each<[string, Partial<LoadBalancerArgs>, string]>([
    [
      "one subnet",
      { subnetIds: ["one"] },
      "subnetIds must list at least 2, got 1; pass one public subnet for each zone",
    ],
    [
      "a subnet of an unnamed zone",
      { kind: "network-to-application", availabilityZones: ["us-east-1a"] },
      "availabilityZones must name the zone of each subnet, got 1 for 3",
    ],
    [
      "an Application Load Balancer without a security group",
      { securityGroupIds: { networkLoadBalancer: "sg-nlb" } },
      "securityGroupIds.loadBalancer is needed by application",
    ],
    [
      "a Network Load Balancer without a security group",
      { kind: "network", securityGroupIds: { loadBalancer: "sg-alb" } },
      "securityGroupIds.networkLoadBalancer is needed by network",
    ],
  ])("%s", async (_, args, message) => {
    await expect(loadBalancer(args)).rejects.toThrow(message);
  });
});

test("leaves room in every name for the suffix that makes it unique", async () => {
  // The longest region name there is: 32 characters is AWS's limit, 8 of them are Pulumi's suffix.
  const run = await loadBalancer({ kind: "network-to-application" });
  const named = [...run.recorded(types.loadBalancer), ...run.recorded(types.targetGroup)];
  const longest = named.map(({ name }) => name.replace("us-east-1", "ap-southeast-1").length);
  expect(Math.max(...longest)).toBeLessThanOrEqual(24);
});
