import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatCidr } from "../../components/kit/cidr";
import { changed, mistakesIn, onKubernetes, region, smallest, withStandby } from "./settings";

type Mistake = readonly [changes: Readonly<Record<string, unknown>>, line: string];

const manyVariables = Object.fromEntries(
  Array.from({ length: 50 }, (_, at) => [`VARIABLE_${10 + at}`, "x".repeat(153)]),
);
const manyPermissions = Array.from({ length: 11 }, () => ({
  actions: ["sqs:SendMessage"],
  resources: [`arn:aws:sqs:us-east-1:123456789012:${"x".repeat(370)}`],
}));

/** Each setting is good by itself; together they are not. */
const mistakes: readonly Mistake[] = [
  [
    { "regions[1]": region("us-east-1", "standby", "10.20.0.0/16") },
    'regions[1].name must not be listed twice, got "us-east-1"; a second copy belongs in another region',
  ],
  [
    { "regions[1].availabilityZones[2]": "us-east-1c" },
    'regions[1].availabilityZones[2] must be a zone of eu-west-1, got "us-east-1c"; write one such as eu-west-1a or euw1-az1',
  ],
  [
    { "regions[1].availabilityZones": ["euw1-az1", "euw1-az2", "use1-az3"] },
    'regions[1].availabilityZones[2] must be a zone of eu-west-1, got "use1-az3"; write one such as eu-west-1a or euw1-az1',
  ],
  [
    { "regions[1].availabilityZones": ["eu-west-1a", "eu-west-1b", "euw1-az3"] },
    "regions[1].availabilityZones must be all names or all ids, because a name and an id may be one zone, got a list of 3; npm run preflight says which is which",
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
    { observability: { alarms: { degradedBelowTargets: 4 } } },
    "observability.alarms.degradedBelowTargets must be at most appTier.minInstances (3), or the alarm never rests, got 4; lower it",
  ],
  [
    { "database.maxAllocatedStorageGiB": 109 },
    "database.maxAllocatedStorageGiB must be at least 110, 10 % above allocatedStorageGiB, as RDS demands, got 109; raise it",
  ],
  [
    { "appTier.environment": { LOG_LEVEL: "info", DATABASE_HOST: "db.example.com" } },
    'appTier.environment.DATABASE_HOST is given by the platform and must not be set again, got "db.example.com"; rename it, or remove it',
  ],
  [
    { "appTier.environment": manyVariables },
    "appTier.environment must take at most 7600 bytes beside 0 secrets, because EC2 takes 16 KiB of user data, and it takes 8352, got an object; shorten it, or read a file of your own from the bucket",
  ],
  [
    { "appTier.permissions": manyPermissions },
    "appTier.permissions must be at most 5000 characters of JSON, which is what IAM's limit for a role leaves, and they are 5171, got a list of 11; use * in names, or a managed policy of your own (docs/extending.md)",
  ],
  [
    { "cache.shards": 84, "cache.replicasPerShard": 5 },
    "cache.shards must leave at most 500 nodes, and with 5 replicas each it makes 504, got 84; lower one of the two",
  ],
];

/** Without a database every region can answer. */
const everywhere = changed(withStandby, {
  database: undefined,
  dns: { routing: "latency" },
  "regions[1].role": "active",
});
const twoOnKubernetes = { ...onKubernetes, regions: withStandby.regions };

/** The same, in stacks of other shapes. */
const mistakesElsewhere: readonly [stack: Record<string, unknown>, ...Mistake][] = [
  [
    everywhere,
    { "regions[1].role": "standby" },
    'regions[1].role must be "active" or "fenced", because dns.routing "latency" sends traffic to every region, got "standby"; change one of the two',
  ],
  [
    everywhere,
    { database: smallest.database },
    'dns.routing must be "failover" beside a database, because only its primary\'s region can write, got "latency"; change it, or remove the database',
  ],
  [
    everywhere,
    { regions: smallest.regions },
    'dns.routing must be "failover" with a single region, got "latency"; change it, or add a region',
  ],
  [
    everywhere,
    { dns: { routing: "weighted", weights: { "us-east-1": 1 } } },
    "dns.weights must have one for each region, got an object; add eu-west-1",
  ],
  [
    everywhere,
    { dns: { routing: "weighted", weights: { "us-east-1": 1, "eu-west-1": 1, "us-west-2": 1 } } },
    "dns.weights.us-west-2 is for no region of the stack, got 1; remove it",
  ],
  [
    withStandby,
    { dns: { weights: { "us-east-1": 1, "eu-west-1": 1 } } },
    'dns.weights are for dns.routing "weighted" only, got an object; remove them, or change it',
  ],
  [
    smallest,
    { webFirewall: {}, loadBalancer: { kind: "network" } },
    "webFirewall needs an Application Load Balancer to work at, got an object; choose another loadBalancer.kind, or remove it",
  ],
  [
    smallest,
    { loadBalancer: { kind: "network", stickySessionSeconds: 60 } },
    "loadBalancer.stickySessionSeconds must be 0 with kind network, got 60; choose application or network-to-application, which keep sessions",
  ],
  [
    smallest,
    { "appTier.machineImageIds": { "us-west-2": "ami-0123456789abcdef0" } },
    "appTier.machineImageIds.us-west-2 is for no region of the stack, got a text of 21 characters; remove it",
  ],
  [
    onKubernetes,
    { "appTier.minReplicas": 6, "appTier.maxReplicas": 5 },
    "appTier.maxReplicas must be at least minReplicas (6), got 5; raise it",
  ],
  [
    onKubernetes,
    { "appTier.preStopSeconds": 5, "appTier.terminationGraceSeconds": 30 },
    "appTier.preStopSeconds must be at least loadBalancer.deregistrationDelaySeconds (30), or a leaving pod fails requests, got 5; raise it, or lower the other",
  ],
  [
    onKubernetes,
    { "appTier.terminationGraceSeconds": 35 },
    "appTier.terminationGraceSeconds must be at least 45, 10 above preStopSeconds, or the pod is killed before it can end, got 35; raise it",
  ],
  [
    onKubernetes,
    { "appTier.exposure": "ingress", loadBalancer: { kind: "network-to-application" } },
    'appTier.exposure must be "target-group-binding" unless loadBalancer.kind is "application", which is what an Ingress creates, got "ingress"; change one of the two',
  ],
  [
    twoOnKubernetes,
    {
      "appTier.cluster": {
        mode: "existing",
        byRegion: { "us-east-1": { name: "prod", context: "prod", securityGroupId: "sg-0123456789abcdef0" } },
      },
    },
    "appTier.cluster.byRegion must have the cluster of each region, got an object; add eu-west-1",
  ],
  [
    withStandby,
    {
      "database.deployment": "cluster",
      "database.instanceClass": "db.m6gd.large",
      "database.maxAllocatedStorageGiB": undefined,
    },
    'database.deployment must be "instance" in several regions, because a Multi-AZ DB cluster is replicated to no other, got "cluster"; change it, or remove the standbys',
  ],
  [
    withStandby,
    { "cache.scope": "global", "cache.nodeType": "cache.t4g.medium" },
    'cache.nodeType must be large or larger, and of no burstable family, in a Global Datastore, got "cache.t4g.medium"; write one such as cache.r7g.large',
  ],
  [
    smallest,
    { "cache.scope": "global" },
    'cache.scope must be "regional" unless there are 2 or 3 regions, and there are 1, got "global"; change it',
  ],
  [
    smallest,
    { objectStore: { access: "multi-region-access-point" } },
    'objectStore.access must be "bucket" with a single region, got "multi-region-access-point"; change it, or add a region',
  ],
  [
    smallest,
    {
      objectStore: {
        externalFallback: {
          name: "r2",
          endpoint: "https://r2.example.com",
          bucket: "assets",
          credentialsSecret: "r2",
        },
      },
    },
    'objectStore.externalFallback.credentialsSecret must be the name of a secret that appTier.secrets lists as "provided", got a text of 2 characters; add it there',
  ],
  [
    smallest,
    { backup: {} },
    "backup.destinationRegion is missing; add it, because a stack of one region has no standby to keep the copies",
  ],
  [
    smallest,
    { backup: { destinationRegion: "us-east-1" } },
    'backup.destinationRegion must be another region than the first one, or its loss takes the copies too, got "us-east-1"; choose another',
  ],
  [
    smallest,
    {
      backup: { destinationRegion: "us-west-2", automatedBackupsReplication: "enabled" },
      "database.deployment": "cluster",
      "database.instanceClass": "db.m6gd.large",
      "database.maxAllocatedStorageGiB": undefined,
    },
    'backup.automatedBackupsReplication must be "disabled" with a Multi-AZ DB cluster, whose logs RDS copies nowhere, got "enabled"; change it',
  ],
  [
    { ...smallest, regions: [region("sa-east-1", "active", "10.10.0.0/16")] },
    { backup: { destinationRegion: "eu-west-1", automatedBackupsReplication: "enabled" } },
    'backup.automatedBackupsReplication must be "disabled" from sa-east-1 to eu-west-1, between which RDS replicates no automated backups, got "enabled"; change it, or keep the copies in one of us-east-1, us-east-2',
  ],
  [
    {
      ...smallest,
      regions: [
        region("eu-west-2", "active", "10.10.0.0/16"),
        region("us-west-2", "standby", "10.20.0.0/16"),
      ],
    },
    { backup: { automatedBackupsReplication: "enabled" } },
    'backup.automatedBackupsReplication must be "disabled" from eu-west-2 to us-west-2, between which RDS replicates no automated backups, got "enabled"; change it, or keep the copies in one of eu-central-1, eu-north-1, eu-west-1, eu-west-3, us-east-1',
  ],
  [
    smallest,
    { offHours: {} },
    'offHours is for stacks with dataProtection "disposable" only, got an object; remove it',
  ],
  [
    { ...smallest, dataProtection: "disposable" },
    {
      offHours: {},
      "database.deployment": "cluster",
      "database.instanceClass": "db.m6gd.large",
      "database.maxAllocatedStorageGiB": undefined,
    },
    'offHours is for a database with deployment "instance", got an object; remove it, because RDS stops no Multi-AZ DB cluster',
  ],
  [
    onKubernetes,
    { offHours: {}, dataProtection: "disposable" },
    "offHours is for an application on EC2, got an object; remove it, and let the cluster scale its nodes down",
  ],
];

describe("a mistake between settings", () => {
  it.each(mistakesElsewhere.map(([stack, changes, line]) => ({ stack, changes, line })))(
    "$line",
    ({ stack, changes, line }) => {
      expect(mistakesIn(stack)).toEqual([]);
      expect(mistakesIn(changed(stack, changes))).toEqual([line]);
    },
  );

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
  it("nine regions, and no tenth", () => {
    const names = ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-west-2", "eu-west-3"];
    const listed = [...names, "eu-north-1", "eu-south-1", "eu-central-1"].map((name, at) =>
      region(name, at === 0 ? "active" : "standby", `10.${at}.0.0/16`),
    );
    expect(mistakesIn({ ...smallest, regions: listed.slice(0, 9) })).toEqual([]);
    expect(mistakesIn({ ...smallest, regions: listed })).toEqual([
      "regions must list at most 9 regions, which is as many as one alarm can watch, got a list of 10; remove some",
    ]);
  });

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
