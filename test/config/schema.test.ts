import { describe, expect, it } from "@jest/globals";
import { changed, mistakesIn, smallest } from "./settings";

type Mistake = readonly [changes: Readonly<Record<string, unknown>>, line: string];

/** One mistake each; the smallest stack is good otherwise. */
const mistakes: readonly Mistake[] = [
  [
    { domainName: "https://app.example.com" },
    'domainName must be a lower-case domain name of at most 64 characters, got "https://app.example.com"; write one such as app.example.com, without scheme, wildcard or final dot',
  ],
  [
    { "appTier.environment": { "LOG-LEVEL": "info" } },
    'appTier.environment.LOG-LEVEL as a key must be the name of a variable, of at most 64 letters, digits and underscores, got "LOG-LEVEL"; write one such as LOG_LEVEL',
  ],
  [
    { "appTier.environment": { BANNER: "two\nlines" } },
    "appTier.environment.BANNER must be a text of one line, got a text of 9 characters; write it in quotes, without line breaks",
  ],
  [
    { "appTier.environment": { SMTP_PASSWORD: "hunter2" } },
    "appTier.environment.SMTP_PASSWORD must be no credential, because the environment is in plain text in the state, got a text of 7 characters; list its name in appTier.secrets, and read the file",
  ],
  [
    { "appTier.permissions": [{ actions: ["*"], resources: ["arn:aws:s3:::assets/*"] }] },
    "appTier.permissions[0].actions[0] must be an action of IAM, got a text of 1 character; write one such as sqs:SendMessage, or sqs:Get* for several",
  ],
  [
    { "appTier.permissions": [{ actions: ["s3:GetObject"], resources: ["*"] }] },
    "appTier.permissions[0].resources[0] must be the ARN of a resource, with service, region and account written out, got a text of 1 character; write one such as arn:aws:sqs:us-east-1:123456789012:orders, with * in the name alone",
  ],
  [
    { "appTier.permissions": [{ actions: [], resources: ["arn:aws:s3:::assets/*"] }] },
    "appTier.permissions[0].actions must list at least 1 actions, got an empty list; add one",
  ],
  [
    { domainName: undefined },
    "domainName is missing; add it, it must be a lower-case domain name of at most 64 characters",
  ],
  [
    { hostedZone: "example.com" },
    'hostedZone must be an object whose mode is "create", with the name of a zone, or "existing", with its id, got a text of 11 characters; write its keys below it',
  ],
  [
    { "hostedZone.mode": "make" },
    'hostedZone.mode must be "create", with the name of a zone, or "existing", with its id, got a text of 4 characters; correct it',
  ],
  [
    { hostedZone: { mode: "existing", id: "example.com" } },
    "hostedZone.id must be the id of a hosted zone, got a text of 11 characters; write it as Route 53 shows it, such as Z0123456789ABCDEFGHIJ",
  ],
  [
    { regions: [] },
    "regions must list at least one region, got an empty list; add one with name, role, cidrBlock and availabilityZones",
  ],
  [
    { regions: "us-east-1" },
    "regions must be a list of regions, got a text of 9 characters; list each with name, role, cidrBlock and availabilityZones",
  ],
  [
    { regions: [null] },
    "regions[0] must be an object with name, role, cidrBlock, availabilityZones, existingVpc, got nothing; write these keys below it",
  ],
  [
    { "regions[0].name": "us-esat-1" },
    'regions[0].name must be the name of an AWS region, got "us-esat-1"; did you mean "us-east-1"?',
  ],
  [
    { "regions[0].name": "Virginia" },
    "regions[0].name must be the name of an AWS region, got a text of 8 characters; write one such as us-east-1",
  ],
  [
    { "regions[0].role": "actve" },
    'regions[0].role must be "active" or "standby" or "fenced", got "actve"; did you mean "active"?',
  ],
  [
    { "regions[0].cidrBlock": "10.10.0.0" },
    'regions[0].cidrBlock must be an IPv4 block from /16 to /22, got "10.10.0.0"; this is not of the form a.b.c.d/n',
  ],
  [
    { "regions[0].cidrBlock": "10.10.1.0/16" },
    'regions[0].cidrBlock must be an IPv4 block from /16 to /22, got "10.10.1.0/16"; this has host bits set; the block is 10.10.0.0/16',
  ],
  [
    { "regions[0].cidrBlock": "10.0.0.0/15" },
    'regions[0].cidrBlock must be an IPv4 block from /16 to /22, got "10.0.0.0/15"; AWS allows no larger VPC, so choose a part of it',
  ],
  [
    { "regions[0].cidrBlock": "10.0.0.0/23" },
    'regions[0].cidrBlock must be an IPv4 block from /16 to /22, got "10.0.0.0/23"; nine subnets must fit, those of the load balancers with a /27 each, so widen it',
  ],
  [
    { "regions[0].cidrBlock": 10 },
    "regions[0].cidrBlock must be an IPv4 block from /16 to /22, got 10; write one such as 10.10.0.0/16",
  ],
  [
    { "regions[0].availabilityZones": ["us-east-1a"] },
    "regions[0].availabilityZones must list at least 3 zones, so that two are left when one is lost, got a list of 1; add another zone of the region",
  ],
  [
    { "regions[0].availabilityZones": undefined },
    "regions[0].availabilityZones is missing; add it, it must be a list of Availability Zones",
  ],
  [
    { "regions[0].availabilityZones[2]": "us-east-1-bos-1a" },
    'regions[0].availabilityZones[2] must be an Availability Zone, got "us-east-1-bos-1a"; write its id, such as use1-az1, or the region\'s name and a letter from a to h, such as us-east-1a; Local Zones do not fit',
  ],
  [
    { network: { natGateways: "one-per-zon" } },
    'network.natGateways must be "one-per-zone" or "single", got "one-per-zon"; did you mean "one-per-zone"?',
  ],
  [
    { network: { flowLogRetentionDays: 31 } },
    "network.flowLogRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31; choose one of them",
  ],
  [
    { loadBalancer: { kind: "classic" } },
    'loadBalancer.kind must be "application" or "network" or "network-to-application", got a text of 7 characters; write one of them',
  ],
  [
    { loadBalancer: { healthCheck: { path: "health" } } },
    'loadBalancer.healthCheck.path must be a path that begins with /, got "health"; write one such as /health, without host or query',
  ],
  [
    { loadBalancer: { deregistrationDelaySeconds: -1 } },
    "loadBalancer.deregistrationDelaySeconds must be a whole number from 0 to 3600, got -1; change it",
  ],
  [
    {
      appTier: {
        platform: "kubernetes",
        image: "public.ecr.aws/team/app:1.4.2",
        cluster: { mode: "create", version: "1.34", publicAccessCidrBlocks: ["192.0.2.1/24"] },
      },
    },
    'appTier.cluster.publicAccessCidrBlocks[0] must be an IPv4 block, got "192.0.2.1/24"; this has host bits set; the block is 192.0.2.0/24',
  ],
  [
    { "appTier.image": "public.ecr.aws/team/app:latest" },
    'appTier.image must be a container image with its registry, pinned to a version or digest, got "public.ecr.aws/team/app:latest"; write one such as public.ecr.aws/team/app:1.4.2; latest moves under a running fleet',
  ],
  [{ "appTier.port": 65536 }, "appTier.port must be a whole number from 1 to 65535, got 65536; change it"],
  [
    { "appTier.instanceType": "large" },
    'appTier.instanceType must be an EC2 instance type, got "large"; write one such as m7g.large',
  ],
  [
    { "appTier.minInstances": 2 },
    "appTier.minInstances must be a whole number from 3 to 1000 (one in each of three zones), got 2; change it",
  ],
  [
    { "appTier.minInstances": 3.5 },
    "appTier.minInstances must be a whole number from 3 to 1000 (one in each of three zones), got 3.5; change it",
  ],
  [
    { "appTier.maxInstances": "6" },
    'appTier.maxInstances must be a whole number from 3 to 1000, got "6"; write it as a number, without quotes',
  ],
  [
    { "database.engineVersion": 17 },
    'database.engineVersion must be a major version of PostgreSQL in quotes, got 17; write one such as "17"; RDS keeps the minor version current',
  ],
  [
    { "database.instanceClass": "m7g.large" },
    'database.instanceClass must be an RDS instance class, got "m7g.large"; write one such as db.m7g.large',
  ],
  [
    { "database.backupRetentionDays": 0 },
    "database.backupRetentionDays must be a whole number from 7 to 35, got 0; change it",
  ],
  [
    { "cache.replicasPerShard": 0 },
    "cache.replicasPerShard must be a whole number from 1 to 5 (failover needs a replica), got 0; change it",
  ],
  [
    { "cache.engineVersion": "7.1" },
    'cache.engineVersion must be a major and minor version of Valkey in quotes, 7.2 or later, got "7.1"; write one such as "8.0"',
  ],
  [
    { objectStore: [] },
    "objectStore must be an object with noncurrentVersionRetentionDays, access, timeoutsSeconds, circuitBreaker, externalFallback, got an empty list; write these keys below it",
  ],
  [
    { dns: { healthCheckIntervalSeconds: 20 } },
    "dns.healthCheckIntervalSeconds must be one of 10, 30, got 20; choose one of them",
  ],
  [
    { dns: { routing: "geolocation" } },
    'dns.routing must be "failover" or "latency" or "weighted", got a text of 11 characters; write one of them',
  ],
  [
    { loadBalancer: { clientKeepAliveSeconds: 30 } },
    "loadBalancer.clientKeepAliveSeconds must be a whole number from 60 to 604800, got 30; change it",
  ],
  [
    { webFirewall: { exceptions: { AWSManagedRulesCommonRuleSet: { rules: [] } } } },
    "webFirewall.exceptions.AWSManagedRulesCommonRuleSet.rules must list at least 1 rules, got an empty list; add one",
  ],
  [
    { webFirewall: { blockedCidrBlocks: ["203.0.113.0"] } },
    'webFirewall.blockedCidrBlocks[0] must be an IPv4 block, got "203.0.113.0"; this is not of the form a.b.c.d/n',
  ],
  [
    { webFirewall: { managedRules: ["CommonRuleSet"] } },
    "webFirewall.managedRules[0] must be the name of a managed rule group of AWS, got a text of 13 characters; write one such as AWSManagedRulesSQLiRuleSet",
  ],
  [
    { webFirewall: { managedRules: "AWSManagedRulesSQLiRuleSet" } },
    "webFirewall.managedRules must be a list of managed rule groups, got a text of 26 characters; write one such as [first, second]",
  ],
  [
    { "appTier.platform": "lambda" },
    'appTier.platform must be "ec2" or "kubernetes", got a text of 6 characters; correct it',
  ],
  [
    { "appTier.minReplicas": 3 },
    "appTier.minReplicas is not a setting; remove it, or choose one of platform, image, imageByRegion, port, readinessPath, secrets, environment, additionalPorts, permissions, instanceType, minInstances, maxInstances, machineImageIds, rolloutAlarms, deployment",
  ],
  [
    { "appTier.secrets": { webhook: "made" } },
    'appTier.secrets.webhook must be "generated" or "provided", got a text of 4 characters; write one of them',
  ],
  [
    { "appTier.deployment": { mode: "canary" } },
    'appTier.deployment.mode must be "rolling", or "blue-green", with greenImage and greenPercent, got a text of 6 characters; correct it',
  ],
  [
    { "database.deployment": "aurora" },
    'database.deployment must be "instance" or "cluster", got a text of 6 characters; correct it',
  ],
  [
    { "database.deployment": "cluster", "database.instanceClass": "db.m6gd.large" },
    'database.maxAllocatedStorageGiB is not a setting; did you mean "allocatedStorageGiB"?',
  ],
  [
    { "cache.durability": "transaction-log" },
    'cache.nodeType must be a MemoryDB node type, got "cache.r7g.large"; write one such as db.r7g.large',
  ],
  [
    { objectStore: { circuitBreaker: { openSeconds: 0 } } },
    "objectStore.circuitBreaker.openSeconds must be a whole number from 1 to 3600, got 0; change it",
  ],
  [
    { objectStore: { timeoutsSeconds: [] } },
    "objectStore.timeoutsSeconds must list at least 1 time-outs, got an empty list; add one",
  ],
  [
    { backup: { destinationRegion: "us-west-2", dailyAtUtc: "2:00" } },
    'backup.dailyAtUtc must be a time of day in quotes, got "2:00"; write one such as "02:00"',
  ],
  [
    { observability: { notify: ["oncall"] } },
    "observability.notify[0] must be an e-mail address, got a text of 6 characters; write one such as oncall@example.com",
  ],
  [
    { dataProtection: "protect" },
    'dataProtection must be "protected" or "disposable", got "protect"; did you mean "protected"?',
  ],
  [
    { objectives: { recoveryTimeSeconds: 0 } },
    "objectives.recoveryTimeSeconds must be a whole number from 1 to 604800, got 0; change it",
  ],
];

describe("a single mistake", () => {
  it.each(mistakes.map(([changes, line]) => ({ changes, line })))("$line", ({ changes, line }) => {
    expect(mistakesIn(changed(smallest, changes))).toEqual([line]);
  });

  it("is told by its length when the value is long", () => {
    const [line] = mistakesIn({ ...smallest, domainName: "x".repeat(500) });
    expect(line).toContain("got a text of 500 characters;");
  });
});

describe("images", () => {
  const digest = `sha256:${"0a".repeat(32)}`;
  it.each([
    `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app@${digest}`,
    `localhost:5000/app:1.0@${digest}`,
    "docker.io/library/nginx:1.29-alpine",
  ])("%s is taken", (image) => {
    expect(mistakesIn(changed(smallest, { "appTier.image": image }))).toEqual([]);
  });

  it.each([
    "nginx:1.29",
    "docker.io/library/nginx",
    `docker.io/library/nginx:latest@${digest}`,
    "ghcr.io/a/b@sha256:12",
  ])("%s is refused", (image) => {
    expect(mistakesIn(changed(smallest, { "appTier.image": image }))).toHaveLength(1);
  });
});
