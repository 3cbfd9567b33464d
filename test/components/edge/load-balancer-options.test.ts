import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerArgs } from "../../../components/edge/load-balancer";
import { outputOf } from "../../support/mocks";
import { loadBalancer, types } from "./load-balancer.fixture";

const httpKinds = ["application", "network-to-application"] as const;
const originVerification = {
  header: { headerName: "X-Origin-Verify", value: pulumi.secret("the-word") },
  unverifiedPaths: ["/ready", "/health"],
};

describe.each(httpKinds)("%s", (kind) => {
  test("keeps sessions by its own cookie", async () => {
    const run = await loadBalancer({ kind, stickySessionSeconds: 3600 });
    expect(run.one(types.targetGroup, "us-east-1-lb-app").inputs["stickiness"]).toEqual({
      type: "lb_cookie",
      enabled: true,
      cookieDuration: 3600,
    });
  });

  test("takes its timeouts", async () => {
    const run = await loadBalancer({ kind, idleTimeoutSeconds: 120, clientKeepAliveSeconds: 90 });
    expect(run.one(types.loadBalancer, "us-east-1-lb-alb").inputs).toMatchObject({
      idleTimeout: 120,
      clientKeepAlive: 90,
    });
  });

  test.each([
    ["allow", true],
    ["block", false],
  ] as const)("decides what becomes of requests that no firewall judged: %s", async (decision, open) => {
    const run = await loadBalancer({ kind, webFirewallUnavailable: decision });
    expect(run.one(types.loadBalancer, "us-east-1-lb-alb").inputs["enableWafFailOpen"]).toBe(open);
  });

  test("says nothing of a firewall that is not there", async () => {
    const run = await loadBalancer({ kind });
    expect(run.one(types.loadBalancer, "us-east-1-lb-alb").inputs).not.toHaveProperty("enableWafFailOpen");
  });

  test("has the health checkers' group at the load balancer that is reached from outside", async () => {
    const securityGroupIds = {
      loadBalancer: "sg-alb",
      networkLoadBalancer: "sg-nlb",
      healthChecks: "sg-checks",
    };
    const run = await loadBalancer({ kind, securityGroupIds });
    const groups = run.recorded(types.loadBalancer).map(({ inputs }): unknown => inputs["securityGroups"]);
    expect(groups).toEqual(
      kind === "application" ? [["sg-alb", "sg-checks"]] : [["sg-alb"], ["sg-nlb", "sg-checks"]],
    );
  });

  test("answers requests that carry the origin header, and health checkers, and no others", async () => {
    const run = await loadBalancer({ kind, originVerification });
    const forward = [{ type: "forward", targetGroupArn: "arn:aws:mock:::us-east-1-lb-app" }];
    expect(run.one(types.listener, "us-east-1-lb-https").inputs["defaultActions"]).toEqual([
      {
        type: "fixed-response",
        fixedResponse: { contentType: "text/plain", messageBody: "Forbidden", statusCode: "403" },
      },
    ]);
    expect(run.recorded(types.rule)).toHaveLength(2);
    const listenerArn = "arn:aws:mock:::us-east-1-lb-https";
    expect(run.one(types.rule, "us-east-1-lb-verified").inputs).toEqual({
      listenerArn,
      priority: 1,
      conditions: [{ httpHeader: { httpHeaderName: "X-Origin-Verify", values: ["the-word"] } }],
      actions: forward,
    });
    expect(run.one(types.rule, "us-east-1-lb-unverified").inputs).toEqual({
      listenerArn,
      priority: 2,
      conditions: [{ pathPattern: { values: ["/ready", "/health"] } }],
      actions: forward,
    });
    expect(run.one(types.rule, "us-east-1-lb-verified").secretInputs).toEqual(["conditions"]);
  });
});

describe("blue-green", () => {
  const blueGreen = { greenPercent: 10 };

  test.each(httpKinds)("gives each colour of %s a group, and its part by weight", async (kind) => {
    const run = await loadBalancer({ kind, blueGreen });
    const { inputs: blue } = run.one(types.targetGroup, "us-east-1-lb-app");
    expect(run.one(types.targetGroup, "us-east-1-lb-green").inputs).toEqual(blue);
    expect(run.one(types.listener, "us-east-1-lb-https").inputs["defaultActions"]).toEqual([
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: "arn:aws:mock:::us-east-1-lb-app", weight: 90 },
            { arn: "arn:aws:mock:::us-east-1-lb-green", weight: 10 },
          ],
          stickiness: { enabled: false, duration: 1 },
        },
      },
    ]);
    expect(await outputOf(run.result.targetGroupArns.green!)).toBe("arn:aws:mock:::us-east-1-lb-green");
    expect(await outputOf(run.result.metrics.targetGroups.green!)).toBe("targetgroup/us-east-1-lb-green");
  });

  test("weighs connections where a Network Load Balancer ends TLS, which knows no sessions", async () => {
    const run = await loadBalancer({ kind: "network", blueGreen });
    expect(run.one(types.listener).inputs["defaultActions"]).toEqual([
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: "arn:aws:mock:::us-east-1-lb-app", weight: 90 },
            { arn: "arn:aws:mock:::us-east-1-lb-green", weight: 10 },
          ],
        },
      },
    ]);
  });

  test("keeps a session with its colour before it keeps it with a target", async () => {
    const run = await loadBalancer({ blueGreen, stickySessionSeconds: 600 });
    expect(run.one(types.listener, "us-east-1-lb-https").inputs).toMatchObject({
      defaultActions: [{ forward: { stickiness: { enabled: true, duration: 600 } } }],
    });
  });

  test("forwards verified requests to both colours", async () => {
    const run = await loadBalancer({ blueGreen, originVerification });
    expect(run.recorded(types.rule).map(({ inputs }) => inputs["actions"] as unknown)).toEqual(
      Array.from({ length: 2 }, () => [
        expect.objectContaining({ forward: expect.objectContaining({ targetGroups: expect.any(Array) }) }),
      ]),
    );
  });
});

describe("targets", () => {
  test.each(["application", "network", "network-to-application"] as const)(
    "of %s may be addresses, as pods have them",
    async (kind) => {
      const run = await loadBalancer({ kind, targets: "ip", targetPort: 9443 });
      expect(run.one(types.targetGroup, "us-east-1-lb-app").inputs).toMatchObject({
        targetType: "ip",
        port: 9443,
      });
    },
  );
});

describe("idle connections of network-to-application", () => {
  const timeouts = async (idleTimeoutSeconds: number) => {
    const run = await loadBalancer({ kind: "network-to-application", idleTimeoutSeconds });
    return ["https", "http"].map(
      (role) =>
        run.one(types.listener, `us-east-1-lb-tcp-${role}`).inputs["tcpIdleTimeoutSeconds"] as unknown,
    );
  };

  test("are kept by the Network Load Balancer for as long as by the Application Load Balancer", async () => {
    expect(await timeouts(350)).toEqual([undefined, undefined]);
    expect(await timeouts(900)).toEqual([900, 900]);
  });
});

describe("access logs", () => {
  const logged = (kind: LoadBalancerArgs["kind"]) => loadBalancer({ kind, accessLogRetentionDays: 30 });
  const bucket = "us-east-1-lb-logs-bucket";

  test.each(httpKinds)("of %s hold requests and connections, in a bucket that lets it in", async (kind) => {
    const run = await logged(kind);
    expect(run.one(types.loadBalancer, "us-east-1-lb-alb")).toMatchObject({
      inputs: {
        accessLogs: { enabled: true, bucket, prefix: "requests" },
        connectionLogs: { enabled: true, bucket, prefix: "connections" },
      },
      dependencies: expect.arrayContaining(["us-east-1-lb-logs-policy"]) as unknown,
    });
    expect(run.one("aws:s3/bucketPolicy:BucketPolicy").inputs["policy"]).toContain(
      "logdelivery.elasticloadbalancing.amazonaws.com",
    );
  });

  test("of network hold TLS requests, and are delivered by another service", async () => {
    const run = await logged("network");
    const { inputs } = run.one(types.loadBalancer);
    expect(inputs["accessLogs"]).toEqual({ enabled: true, bucket, prefix: "requests" });
    expect(inputs).not.toHaveProperty("connectionLogs");
    expect(run.one("aws:s3/bucketPolicy:BucketPolicy").inputs["policy"]).toContain(
      "delivery.logs.amazonaws.com",
    );
  });
});

describe("refuses", () => {
  test.each<[string, Partial<LoadBalancerArgs>, string]>([
    [
      "a session that outlives a week",
      { stickySessionSeconds: 604_801 },
      "stickySessionSeconds must be a whole number from 0 to 604800, got 604801; correct it",
    ],
    [
      "no idle time",
      { idleTimeoutSeconds: 0 },
      "idleTimeoutSeconds must be a whole number from 1 to 4000, got 0; correct it",
    ],
    [
      "connections of half a minute",
      { clientKeepAliveSeconds: 30 },
      "clientKeepAliveSeconds must be a whole number from 60 to 604800, got 30; correct it",
    ],
    [
      "more than everything for green",
      { blueGreen: { greenPercent: 101 } },
      "blueGreen.greenPercent must be a whole number from 0 to 100, got 101; correct it",
    ],
    [
      "sessions where a Network Load Balancer ends TLS",
      { kind: "network", stickySessionSeconds: 60 },
      "stickySessionSeconds must be 0 for network, got 60; AWS keeps no sessions where a Network Load Balancer ends TLS: choose application or network-to-application",
    ],
    [
      "an idle timeout that a TLS listener cannot have",
      { kind: "network", idleTimeoutSeconds: 351 },
      "idleTimeoutSeconds must be at most 350 for network, got 351; AWS fixes it where TLS ends: choose application or network-to-application",
    ],
    [
      "origin verification, which has to read requests",
      { kind: "network", originVerification },
      "originVerification and webFirewallUnavailable need a load balancer that reads requests, got network; choose application or network-to-application",
    ],
    [
      "a firewall before a Network Load Balancer",
      { kind: "network", webFirewallUnavailable: "allow" },
      "originVerification and webFirewallUnavailable need a load balancer that reads requests, got network; choose application or network-to-application",
    ],
  ])("%s", async (_, args, message) => {
    await expect(loadBalancer(args)).rejects.toThrow(message);
  });
});
