/** What of AWS a resource takes in a month while nobody uses the platform. Pure: no price is looked up here. */
import { fleetsOf } from "../plan/fleets";
import { isTrueAt, listAt, numberAt, textAt } from "../plan/inputs";
import { worldwide, type PlanResource, type PulumiPlan } from "../plan/plan";
import { allocatedGiB, cacheNodesKind, cacheNodesOf } from "../plan/stores";

export type CostPart =
  | "compute"
  | "Kubernetes"
  | "database"
  | "cache"
  | "network"
  | "load balancing"
  | "DNS and edge"
  | "web firewall"
  | "keys and secrets"
  | "monitoring"
  | "recovery";

/** Hours of a month, as AWS's own calculator counts them. */
export const HOURS = 730;

export interface Usage {
  readonly region: string;
  readonly part: CostPart;
  /** What is sold, as the price list names it. */
  readonly item: string;
  /** In the price's unit, in a month. */
  readonly quantity: number;
}

type UsageOf = (resource: PlanResource, plan: PulumiPlan) => readonly Omit<Usage, "region">[];

const use = (part: CostPart, item: string, quantity: number) => ({ part, item, quantity });
const always =
  (part: CostPart, item: string, quantity: number): UsageOf =>
  () => [use(part, item, quantity)];

const database: UsageOf = (resource, plan) => {
  const [source] = plan.referenced(resource, "replicateSourceDb", "aws:rds/instance:Instance");
  const engine = textAt(resource, "engine") ?? (source && textAt(source, "engine")) ?? "postgres";
  // The standby of a Multi-AZ instance is charged as the instance is, its storage too.
  const copies = isTrueAt(resource, "multiAz") ? 2 : 1;
  return [
    use("database", `rds/${engine}/${textAt(resource, "instanceClass") ?? "unknown"}`, copies * HOURS),
    use(
      "database",
      `rds/storage/${textAt(resource, "storageType") ?? "gp2"}`,
      copies * allocatedGiB(plan, resource),
    ),
  ];
};

/** A cluster of instances beside each other: a writer and two readers, each with the storage. */
const databaseCluster: UsageOf = (resource, plan) => {
  const instanceClass = textAt(resource, "dbClusterInstanceClass");
  if (instanceClass === undefined) return [];
  const engine = textAt(resource, "engine") ?? "postgres";
  return [
    use("database", `rds/${engine}/${instanceClass}`, 3 * HOURS),
    use(
      "database",
      `rds/storage/${textAt(resource, "storageType") ?? "io1"}`,
      3 * allocatedGiB(plan, resource),
    ),
  ];
};

const cache: UsageOf = (resource, plan) => {
  const { engine, nodeType = "unknown" } = cacheNodesKind(plan, resource);
  const item = `elasticache/${engine}/${nodeType}`;
  return [use("cache", item, cacheNodesOf(resource) * HOURS)];
};

/** A balancer of the internet has an address in each zone; those of our own are counted where they are planned. */
const loadBalancer: UsageOf = (resource) => {
  const kind = textAt(resource, "loadBalancerType") ?? "application";
  const subnets = listAt(resource, "subnets").length + listAt(resource, "subnetMappings").length;
  const isInternal = isTrueAt(resource, "internal");
  const ownAddresses = listAt(resource, "subnetMappings").length > 0 ? subnets : 0;
  const hour = use("load balancing", `elb/${kind}`, HOURS);
  const addresses = isInternal ? 0 : subnets - ownAddresses;
  return addresses === 0 ? [hour] : [hour, use("network", "vpc/public-ipv4", addresses * HOURS)];
};

const interfaceEndpoint: UsageOf = (resource) => {
  if (textAt(resource, "vpcEndpointType") !== "Interface") return [];
  const zones = Math.max(1, listAt(resource, "subnetIds").length);
  return [use("network", "vpc/interface-endpoint-in-a-zone", zones * HOURS)];
};

/** What Auto Mode starts depends on the pods: it has no price, and is named as lacking one. */
const kubernetesCluster: UsageOf = (resource) => {
  const cluster = use("Kubernetes", "eks/cluster", HOURS);
  if (!isTrueAt(resource, "computeConfig", "enabled")) return [cluster];
  return [cluster, use("Kubernetes", "the instances that EKS Auto Mode starts for the pods", 1)];
};

/** An alarm is charged for every metric that it reads, and for more when it looks more often than each minute. */
const alarm: UsageOf = (resource) => {
  const queries = listAt(resource, "metricQueries") as readonly { readonly metric?: unknown }[];
  const metrics = Math.max(1, queries.filter(({ metric }) => metric !== undefined).length);
  const isFast = (numberAt(resource, "period") ?? 60) < 60;
  return [use("monitoring", `cloudwatch/${isFast ? "high-resolution-" : ""}alarm-metric`, metrics)];
};

const minutesByUnit: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

const canary: UsageOf = (resource) => {
  const expression = textAt(resource, "schedule", "expression") ?? "";
  const [, every, unit = ""] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const minutes = Number(every) * (minutesByUnit[unit] ?? Number.NaN);
  if (!(minutes > 0) || !isTrueAt(resource, "startCanary")) return [];
  return [use("monitoring", "cloudwatch/canary-run", (HOURS * 60) / minutes)];
};

const healthCheck: UsageOf = (resource) => {
  const type = textAt(resource, "type") ?? "";
  const options = [
    type.startsWith("HTTPS"),
    type.endsWith("STR_MATCH"),
    numberAt(resource, "requestInterval") === 10,
    isTrueAt(resource, "measureLatency"),
  ].filter(Boolean).length;
  const check = use("DNS and edge", "route53/health-check-of-aws", 1);
  return options === 0
    ? [check]
    : [check, use("DNS and edge", "route53/health-check-option-of-aws", options)];
};

const secret: UsageOf = (resource) => {
  return [use("keys and secrets", "secretsmanager/secret", 1 + listAt(resource, "replicas").length)];
};

const webAcl: UsageOf = (resource) => [
  use("web firewall", "waf/web-acl", 1),
  use("web firewall", "waf/rule", listAt(resource, "rules").length),
];

/** What is charged by the hour or the month, by type. Fleets of instances are counted apart, as they span types. */
const usageByType: Readonly<Record<string, UsageOf>> = {
  "aws:amp/scraper:Scraper": always("monitoring", "amp/collector", HOURS),
  "aws:arcregionswitch/plan:Plan": always("recovery", "arc/region-switch-plan", 1),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": always("monitoring", "cloudwatch/composite-alarm", 1),
  "aws:cloudwatch/dashboard:Dashboard": always("monitoring", "cloudwatch/dashboard", 1),
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:ec2/eip:Eip": always("network", "vpc/public-ipv4", HOURS),
  "aws:ec2/natGateway:NatGateway": always("network", "vpc/nat-gateway", HOURS),
  "aws:ec2/vpcEndpoint:VpcEndpoint": interfaceEndpoint,
  "aws:eks/cluster:Cluster": kubernetesCluster,
  "aws:elasticache/replicationGroup:ReplicationGroup": cache,
  "aws:globalaccelerator/accelerator:Accelerator": always(
    "DNS and edge",
    "globalaccelerator/accelerator",
    HOURS,
  ),
  "aws:kms/key:Key": always("keys and secrets", "kms/key", 1),
  "aws:kms/replicaKey:ReplicaKey": always("keys and secrets", "kms/key", 1),
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:rds/cluster:Cluster": databaseCluster,
  "aws:rds/instance:Instance": database,
  // A proxy is charged for the vCPUs of the database behind it, and for two at least.
  "aws:rds/proxy:Proxy": always("database", "rds/proxy-vcpu", 2 * HOURS),
  "aws:route53/healthCheck:HealthCheck": healthCheck,
  "aws:route53/zone:Zone": always("DNS and edge", "route53/hosted-zone", 1),
  "aws:secretsmanager/secret:Secret": secret,
  "aws:synthetics/canary:Canary": canary,
  "aws:wafv2/webAcl:WebAcl": webAcl,
};

/** Fleets' own types are no line of the table above, and no unknown type either. */
const FLEETS = new Set([
  "aws:autoscaling/group:Group",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:ec2/instance:Instance",
]);

export function isMetered(type: string): boolean {
  return type in usageByType || FLEETS.has(type);
}

export function usageOf(plan: PulumiPlan): readonly Usage[] {
  const single = plan.resources.flatMap((resource) =>
    (usageByType[resource.type]?.(resource, plan) ?? []).map((one) => ({
      ...one,
      region: resource.region ?? worldwide,
    })),
  );
  return [...single, ...fleetUsage(plan)].filter(({ quantity }) => quantity > 0);
}

function fleetUsage(plan: PulumiPlan): readonly Usage[] {
  return fleetsOf(plan).flatMap(({ region, instanceTypes: [type], atRest, volume, detailedMonitoring }) => [
    { region, ...use("compute", `ec2/${type ?? "unknown"}`, atRest * HOURS) },
    ...(volume ? [{ region, ...use("compute", `ebs/${volume.type}`, atRest * volume.sizeGiB) }] : []),
    ...(detailedMonitoring
      ? [{ region, ...use("monitoring", "cloudwatch/detailed-monitoring-of-an-instance", atRest) }]
      : []),
  ]);
}
