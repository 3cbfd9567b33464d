import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { replicaList, type ReplicaListArgs } from "../../../components/data/replica-list";

const args: ReplicaListArgs<string> = {
  region: "us-west-2",
  replicas: [
    { region: "us-west-2", bucket: "assets-us-west" },
    { region: "us-east-1", bucket: "assets-us-east" },
    { region: "eu-west-1", bucket: "assets-eu-west" },
  ],
  timeoutsSeconds: [5, 8, 15],
  circuitBreaker: { failureThreshold: 5, successThreshold: 2, openSeconds: 60, halfOpenRequests: 1 },
};
const externalFallback = {
  name: "cloudflare-dr",
  endpoint: "https://account.r2.cloudflarestorage.com",
  bucket: "assets-dr",
  timeoutSeconds: 20,
  credentialsFile: "/run/secrets/r2.json",
};

describe("replicaList", () => {
  test("writes what the proxy of the source document reads", () => {
    expect(replicaList({ ...args, externalFallback })).toEqual({
      replicas: [
        { name: "us-west-2", region: "us-west-2", bucket: "assets-us-west", priority: 1, timeout_seconds: 5 },
        { name: "us-east-1", region: "us-east-1", bucket: "assets-us-east", priority: 2, timeout_seconds: 8 },
        {
          name: "eu-west-1",
          region: "eu-west-1",
          bucket: "assets-eu-west",
          priority: 3,
          timeout_seconds: 15,
        },
        {
          name: "cloudflare-dr",
          endpoint: "https://account.r2.cloudflarestorage.com",
          bucket: "assets-dr",
          priority: 4,
          timeout_seconds: 20,
          credentials_file: "/run/secrets/r2.json",
        },
      ],
      circuit_breaker: {
        failure_threshold: 5,
        success_threshold: 2,
        timeout_seconds: 60,
        half_open_requests: 1,
      },
    });
  });

  test("begins with the region's own bucket and goes on in failover order", () => {
    const { replicas } = replicaList({ ...args, region: "eu-west-1" });
    expect(replicas.map(({ name }) => name)).toEqual(["eu-west-1", "us-west-2", "us-east-1"]);
  });

  test("asks each bucket once, in priorities without a gap, with the last timeout for all that follow", () => {
    const regions = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 });
    const timeouts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(regions, fc.nat(7), timeouts, (names, at, timeoutsSeconds) => {
        const region = names[at % names.length]!;
        const replicas = names.map((name) => ({ region: name, bucket: `bucket-${name}` }));
        const list = replicaList({ ...args, region, replicas, timeoutsSeconds }).replicas;
        expect(list.map(({ priority }) => priority)).toEqual(names.map((_, index) => index + 1));
        expect(list[0]!.region).toBe(region);
        expect(list.slice(1).map(({ name }) => name)).toEqual(names.filter((name) => name !== region));
        expect(list.map(({ timeout_seconds }) => timeout_seconds)).toEqual(
          names.map((_, index) => timeoutsSeconds[Math.min(index, timeoutsSeconds.length - 1)]),
        );
      }),
    );
  });

  test("refuses to begin without the region's own bucket, or without a timeout", () => {
    expect(() => replicaList({ ...args, region: "ap-south-1" })).toThrow(
      new RangeError("replicas must have the bucket of ap-south-1, got none; add it"),
    );
    expect(() => replicaList({ ...args, timeoutsSeconds: [] })).toThrow(
      new RangeError("timeoutsSeconds must list at least 1, got none; add one"),
    );
  });
});
