import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatCidr } from "../../components/kit/cidr";
import { changed, mistakesIn, region, smallest, withStandby } from "./settings";

type Mistake = readonly [changes: Readonly<Record<string, unknown>>, line: string];

/** Each setting is good by itself; together they are not. */
const mistakes: readonly Mistake[] = [
  [
    { "regions[0].role": "standby" },
    'regions[0].role must be "active", because no other region is, got "standby"; change it',
  ],
  [
    { "regions[1].role": "active" },
    'regions[1].role must be "standby", because a region before it is active already, got "active"; one region takes the writes',
  ],
  [
    { regions: withStandby.regions.toReversed() },
    'regions[1].role must not follow a standby, got "active"; list the active region first, then the standbys in order of failover',
  ],
  [
    { "regions[1]": region("us-east-1", "standby", "10.20.0.0/16") },
    'regions[1].name must not be listed twice, got "us-east-1"; a second copy belongs in another region',
  ],
  [
    { "regions[1].availabilityZones[2]": "us-east-1c" },
    'regions[1].availabilityZones[2] must be a zone of eu-west-1, got "us-east-1c"; write one such as eu-west-1a',
  ],
  [
    { "regions[0].availabilityZones[2]": "us-east-1a" },
    'regions[0].availabilityZones[2] must not be listed twice, got "us-east-1a"; write another zone',
  ],
  [
    { "regions[1].cidrBlock": "10.10.128.0/17" },
    'regions[1].cidrBlock must not overlap the 10.10.0.0/16 of regions[0], got "10.10.128.0/17"; choose a distinct block, so that the regions can be peered',
  ],
  [
    { "hostedZone.name": "ample.com" },
    'hostedZone.name must be app.example.com (domainName) or a domain above it, got "ample.com"; correct one of the two',
  ],
  [
    { loadBalancer: { healthCheck: { timeoutSeconds: 5 } } },
    "loadBalancer.healthCheck.timeoutSeconds must be below intervalSeconds (5), got 5; lower it, or raise the interval",
  ],
  [
    { "appTier.readinessPath": "/health" },
    'appTier.readinessPath must differ from loadBalancer.healthCheck.path, got "/health"; the load balancer asks a shallow check, Route 53 a deep one',
  ],
  [
    { "regions[0].availabilityZones[3]": "us-east-1d" },
    "appTier.minInstances must be at least 4, one in each zone of a region, got 3; raise it",
  ],
  [
    { "appTier.minInstances": 6, "appTier.maxInstances": 5 },
    "appTier.maxInstances must be at least minInstances (6), got 5; raise it",
  ],
  [
    { "database.maxAllocatedStorageGiB": 109 },
    "database.maxAllocatedStorageGiB must be at least 110, 10 % above allocatedStorageGiB, as RDS demands, got 109; raise it",
  ],
  [
    { "cache.shards": 84, "cache.replicasPerShard": 5 },
    "cache.shards must leave at most 500 nodes, and with 5 replicas each it makes 504, got 84; lower one of the two",
  ],
];

describe("a mistake between settings", () => {
  it.each(mistakes.map(([changes, line]) => ({ changes, line })))("$line", ({ changes, line }) => {
    expect(mistakesIn(changed(withStandby, changes))).toEqual([line]);
  });

  it("is judged with a default where one of the two is left out", () => {
    expect(mistakesIn({ ...smallest, loadBalancer: { healthCheck: { path: "/ready" } } })).toEqual([
      'appTier.readinessPath must differ from loadBalancer.healthCheck.path, got "/ready"; the load balancer asks a shallow check, Route 53 a deep one',
    ]);
  });
});

describe("the limits themselves are good", () => {
  it.each([
    { "hostedZone.name": "app.example.com" },
    { hostedZone: { mode: "existing", id: "Z0123456789ABCDEFGHIJ" } },
    { loadBalancer: { healthCheck: { timeoutSeconds: 4 } } },
    { "appTier.maxInstances": 3 },
    { "database.maxAllocatedStorageGiB": 110 },
    { "cache.shards": 83, "cache.replicasPerShard": 5 },
    { "regions[1].cidrBlock": "10.11.0.0/22" },
  ])("%j", (changes) => {
    expect(mistakesIn(changed(withStandby, changes))).toEqual([]);
  });
});

describe("blocks of any regions", () => {
  const names = ["us-east-1", "eu-west-1", "ap-south-1", "us-west-2", "sa-east-1"];

  it("pass exactly when no address belongs to two of them", () => {
    const block = fc
      .tuple(fc.integer({ min: 16, max: 22 }), fc.integer({ min: 0, max: 255 }))
      // Within 10.0.0.0/14, so that many of them meet.
      .map(([prefix, index]) => {
        const size = 2 ** (32 - prefix);
        return { first: 10 * 2 ** 24 + ((index * size) % 2 ** 18), size, prefix };
      });
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: names.length }), (blocks) => {
        const raw = {
          ...smallest,
          regions: blocks.map(({ first, prefix }, index) =>
            region(names[index]!, index === 0 ? "active" : "standby", formatCidr({ base: first, prefix })),
          ),
        };
        // In order of their first address, each must begin where all before it have ended.
        const sorted = [...blocks].sort((one, other) => one.first - other.first || other.size - one.size);
        let end = 0;
        const meet = sorted.some(({ first, size }) => {
          const inside = first < end;
          end = Math.max(end, first + size);
          return inside;
        });
        expect(mistakesIn(raw).length > 0).toBe(meet);
      }),
    );
  });
});
