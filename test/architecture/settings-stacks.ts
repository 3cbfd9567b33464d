import { parseSettings } from "../../config";
import { changed, onKubernetes, region, smallest, withStandby } from "../config/settings";

const https = { port: 443, cidrBlocks: ["0.0.0.0/0"], description: "everywhere" };

const subnets = (at: number) => ({
  public: { id: `subnet-0123456789abcde${at}0`, cidrBlock: `10.10.${at}.0/24` },
  private: { id: `subnet-0123456789abcde${at}1`, cidrBlock: `10.10.${10 + at}.0/24` },
  data: { id: `subnet-0123456789abcde${at}2`, cidrBlock: `10.10.${20 + at}.0/24` },
});

const existingVpc = {
  id: "vpc-0123456789abcdef0",
  subnets: { "us-east-1a": subnets(0), "us-east-1b": subnets(1), "us-east-1c": subnets(2) },
};

const permission = {
  actions: ["sqs:SendMessage"],
  resources: ["arn:aws:sqs:us-east-1:123456789012:orders"],
  conditions: { StringEquals: { "aws:ResourceTag/team": ["orders"] } },
};

/**
 * Stacks that together have every setting, each in its every mode. A new optional setting needs no line here, a new
 * section that may be left out does.
 */
const stacks = {
  "EC2 in one region": changed(smallest, {
    "regions[0].existingVpc": existingVpc,
    webFirewall: {
      exceptions: { AWSManagedRulesCommonRuleSet: { rules: ["SizeRestrictions_BODY"], paths: ["/uploads"] } },
      blockedCidrBlocks: ["203.0.113.0/24"],
      allowedCidrBlocks: ["198.51.100.0/24"],
    },
    offHours: {},
    dataProtection: "disposable",
    tags: { "cost-center": "platform" },
    "appTier.secrets": { fallback: "provided", webhook: "generated" },
    "appTier.environment": { LOG_LEVEL: "info" },
    "appTier.additionalPorts": { metrics: { port: 9464, cidrBlocks: ["10.10.0.0/16"] } },
    network: {
      egress: [{ port: 5671, cidrBlocks: ["203.0.113.0/24"], description: "message broker" }, https],
      interfaceEndpoints: ["secretsmanager"],
    },
    "appTier.permissions": [permission],
    "appTier.imageByRegion": { "us-east-1": "public.ecr.aws/team/app:1.4.2" },
    "appTier.machineImageIds": { "us-east-1": "ami-0123456789abcdef0" },
    "appTier.deployment": {
      mode: "blue-green",
      greenImage: "public.ecr.aws/team/app:1.5.0",
      greenPercent: 10,
    },
    objectStore: {
      externalFallback: {
        name: "fallback",
        endpoint: "https://objects.example.com",
        bucket: "fallback-bucket",
        credentialsSecret: "fallback",
      },
    },
    observability: {
      notify: ["oncall@example.com"],
      notifyEndpoints: ["https://pager.example.com/sns"],
      canaries: "every-minute",
      alarms: { degradedBelowTargets: 3 },
    },
  }),
  "EC2 with a standby": changed(withStandby, {
    webFirewall: {},
    contentDelivery: "cloudfront",
    backup: { destinationRegion: "us-west-2", automatedBackupsReplication: "enabled" },
    rebuild: "eu-west-1",
    "database.proxy": "rds-proxy",
    "cache.scope": "global",
  }),
  "EC2 with a standby that a plan activates": changed(withStandby, {
    failover: {
      mode: "region-switch",
      healthCheckIds: {
        "us-east-1": "01234567-89ab-cdef-0123-456789abcdef",
        "eu-west-1": "11234567-89ab-cdef-0123-456789abcdef",
      },
    },
    observability: { canaries: "every-minute" },
    "cache.standbyNodeType": "cache.t4g.medium",
    "cache.applyChanges": "immediately",
  }),
  "Kubernetes in an existing cluster, behind an Ingress": changed(smallest, {
    "regions[0].existingVpc": existingVpc,
    hostedZone: { mode: "existing", id: "Z0123456789ABCDEFGHIJ" },
    appTier: {
      platform: "kubernetes",
      image: "public.ecr.aws/team/app:1.4.2",
      imageByRegion: { "us-east-1": "public.ecr.aws/team/app:1.4.2" },
      secrets: { webhook: "generated" },
      environment: { LOG_LEVEL: "info" },
      additionalPorts: { metrics: { port: 9464, cidrBlocks: ["10.10.0.0/16"] } },
      permissions: [permission],
      exposure: "ingress",
      cluster: {
        mode: "existing",
        byRegion: {
          "us-east-1": { name: "shared", context: "shared", securityGroupId: "sg-0123456789abcdef0" },
        },
      },
    },
    database: {
      deployment: "cluster",
      instanceClass: "db.m6gd.large",
      engineVersion: "17",
      allocatedStorageGiB: 100,
    },
    cache: {
      durability: "transaction-log",
      engineVersion: "7.2",
      nodeType: "db.r7g.large",
      shards: 1,
      replicasPerShard: 1,
    },
  }),
  "Kubernetes in two active regions": changed(onKubernetes, {
    regions: [region("us-east-1", "active", "10.10.0.0/16"), region("eu-west-1", "active", "10.20.0.0/16")],
    dns: { routing: "weighted", weights: { "us-east-1": 50, "eu-west-1": 50 } },
    objectStore: { access: "multi-region-access-point" },
    observability: { objectReplicas: "reported" },
  }),
};

/** By what they are, each with nothing left to a default. */
export const settingsStacks: Readonly<Record<string, Readonly<Record<string, unknown>>>> = Object.fromEntries(
  Object.entries(stacks).map(([name, raw]) => [name, { ...parseSettings(raw) }]),
);
