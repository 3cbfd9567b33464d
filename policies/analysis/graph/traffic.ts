/** What traffic passes through: DNS, load balancers, target groups, subnets, routes, NAT. */
import type { PlannedResource } from "../../framework/planned";
import {
  CLASSIC_LOAD_BALANCER,
  DISTRIBUTION,
  EGRESS_ONLY_GATEWAY,
  ELASTIC_IP,
  HOSTED_ZONE,
  isOneOf,
  HEALTH_CHECK,
  INTERNET_GATEWAY,
  LOAD_BALANCER,
  NAT_GATEWAY,
  RECORD,
  ROUTE_TABLE,
  SUBNET,
  TARGET_GROUP,
  TRANSIT_GATEWAY,
  VPC_ENDPOINT,
} from "../../resources";
import type { Describe } from "./describe";
import { describing, redundant, single } from "./describe";
import { valueOf, type Reader } from "./reader";
import type { Capacity, DnsFacts, HealthCheckFacts } from "./types";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#client-keep-alive */
export const DEFAULT_CLIENT_KEEP_ALIVE_SECONDS = 3600;
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const DEFAULT_TARGET_CHECK = { intervalSeconds: 30, threshold: 2 };
/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
const DEFAULT_DNS_CHECK = { intervalSeconds: 30, threshold: 3 };

/** One node in each zone of its subnets: as many as it has zones, which placing it will tell. */
export const loadBalancerCapacity = (unit: string): Capacity => ({
  units: undefined,
  unit,
  overZones: { kind: "balanced" },
  overHosts: { kind: "redundant" },
  keptWhileDrained: undefined,
});

const loadBalancer: Describe = (read) => {
  const kind = read.text("loadBalancerType") ?? "application";
  const keepAlive =
    kind === "application" ? read.number("clientKeepAlive", DEFAULT_CLIENT_KEEP_ALIVE_SECONDS) : undefined;
  return {
    tier: "load-balancer",
    capacity: loadBalancerCapacity(`zone of the ${kind} load balancer`),
    facts: {
      ...read.claims(),
      internal: read.answer("internal", "no") === "yes",
      ...(keepAlive !== undefined && { clientKeepAliveSeconds: keepAlive }),
      neededUnits: 1,
    },
  };
};

const targetGroup: Describe = (read) => {
  const interval = read.number("healthCheck.interval", DEFAULT_TARGET_CHECK.intervalSeconds);
  const threshold = read.number("healthCheck.unhealthyThreshold", DEFAULT_TARGET_CHECK.threshold);
  if (interval === undefined || threshold === undefined) return {};
  return { facts: { check: { intervalSeconds: interval, threshold } } };
};

const classicLoadBalancer: Describe = (read) => {
  const interval = read.number("healthCheck.interval", DEFAULT_TARGET_CHECK.intervalSeconds);
  const threshold = read.number("healthCheck.unhealthyThreshold", DEFAULT_TARGET_CHECK.threshold);
  const check =
    interval === undefined || threshold === undefined
      ? {}
      : { check: { intervalSeconds: interval, threshold } };
  return {
    tier: "load-balancer",
    capacity: loadBalancerCapacity("zone of the classic load balancer"),
    facts: { ...check, internal: read.answer("internal", "no") === "yes", neededUnits: 1 },
  };
};

const natGateway: Describe = (read) => {
  if (read.text("connectivityType") === "private") return {};
  const regional = read.text("availabilityMode") === "regional";
  return { tier: "egress", capacity: regional ? redundant("gateway") : single("gateway") };
};

const subnet: Describe = (read) => ({
  zones: read.text("availabilityZone") ?? read.text("availabilityZoneId"),
});

const healthCheck: Describe = (read) => {
  const checkedName = canonical(read.text("fqdn"));
  const named = { ...(checkedName !== undefined && { checkedName }), healthCheck: healthCheckFacts(read) };
  // A composite check has no interval of its own; what it adds up is not modelled, so it has no figure.
  if (read.has("childHealthchecks") || read.has("cloudwatchAlarmName")) return { facts: named };
  const interval = read.number("requestInterval", DEFAULT_DNS_CHECK.intervalSeconds);
  const threshold = read.number("failureThreshold", DEFAULT_DNS_CHECK.threshold);
  if (interval === undefined || threshold === undefined) return { facts: named };
  return { facts: { ...named, check: { intervalSeconds: interval, threshold } } };
};

function healthCheckFacts(read: Reader): HealthCheckFacts {
  const type = read.text("type");
  const kind =
    type === "CALCULATED" || read.has("childHealthchecks")
      ? "calculated"
      : type === "CLOUDWATCH_METRIC" || read.has("cloudwatchAlarmName")
        ? "alarm"
        : type === "RECOVERY_CONTROL"
          ? "routing-control"
          : "endpoint";
  return {
    kind,
    disabled: read.answer("disabled", "no"),
    inverted: read.answer("invertHealthcheck", "no"),
    healthyChildren: read.number("childHealthThreshold", undefined),
    alarmRegion: read.text("cloudwatchAlarmRegion"),
    insufficientData: read.text("insufficientDataHealthStatus"),
  };
}

const POLICIES = [
  ["failoverRoutingPolicies", "failover"],
  ["weightedRoutingPolicies", "weighted"],
  ["latencyRoutingPolicies", "latency"],
  ["geolocationRoutingPolicies", "other"],
  ["geoproximityRoutingPolicy", "other"],
  ["cidrRoutingPolicy", "other"],
  ["multivalueAnswerRoutingPolicy", "other"],
] as const;

const record: Describe = (read) => {
  const type = read.text("type") ?? "";
  if (!["A", "AAAA", "CNAME"].includes(type)) return {};
  const [zone] = read.resource.dependenciesOf("zoneId").filter((source) => isOneOf(HOSTED_ZONE, source.type));
  const role = valueOf(read.field("failoverRoutingPolicies").items()[0]?.at("type").string() ?? none);
  const alias = read.field("aliases").items()[0];
  const evaluates = alias?.at("evaluateTargetHealth").boolean();
  const named = [...read.field("records").items(), ...(alias ? [alias.at("name")] : [])];
  const dns: DnsFacts = {
    recordName: qualified(canonical(read.text("name")), canonical(zone && zoneName(zone))),
    recordType: type,
    policy: POLICIES.find(([property]) => read.has(property))?.[1] ?? "simple",
    role: role === "PRIMARY" || role === "SECONDARY" ? role : undefined,
    evaluateTargetHealth:
      evaluates?.state === "unknown" ? "unknown" : valueOf(evaluates ?? none) === true ? "yes" : "no",
    hasHealthCheck: read.has("healthCheckId"),
    healthCheck: read.resource.dependenciesOf("healthCheckId")[0]?.urn,
    ttlSeconds: read.number("ttl", undefined),
    weight: valueOf(read.field("weightedRoutingPolicies").items()[0]?.at("weight").number() ?? none),
    privateZone: zone && zone.inputs.at("vpcs").state !== "absent" ? zone.urn : undefined,
    literals: named.flatMap((field) => canonical(valueOf(field.string())) ?? []),
  };
  return { tier: "dns", capacity: redundant("record"), facts: { ...read.claims(), dns } };
};

/** What clients are answered with when a name leads to CloudFront: whatever its origins are. */
const distribution: Describe = (read) => ({
  tier: "dns",
  capacity: redundant("distribution"),
  facts: {
    ...read.claims(),
    dns: {
      recordName: undefined,
      recordType: "A",
      policy: "delivery",
      role: undefined,
      evaluateTargetHealth: read.has("originGroups") ? "yes" : "no",
      hasHealthCheck: false,
      healthCheck: undefined,
      ttlSeconds: undefined,
      weight: undefined,
      privateZone: undefined,
      literals: read
        .field("origins")
        .items()
        .flatMap((origin) => canonical(valueOf(origin.at("domainName").string())) ?? []),
    },
  },
});

const none = { state: "absent", path: "" } as const;

/** DNS names differ neither by case nor by the final dot. */
/** Route 53 completes a name that does not end with its zone's. */
function qualified(name: string | undefined, zone: string | undefined): string | undefined {
  if (name === undefined || zone === undefined || name === zone || name.endsWith(`.${zone}`)) return name;
  return name === "" ? zone : `${name}.${zone}`;
}

function zoneName(zone: PlannedResource): string | undefined {
  return valueOf(zone.inputs.at("name").string());
}

function canonical(name: string | undefined): string | undefined {
  return name?.toLowerCase().replace(/\.$/, "");
}

export const traffic: Readonly<Record<string, Describe>> = {
  ...describing(LOAD_BALANCER, loadBalancer),
  ...describing(CLASSIC_LOAD_BALANCER, classicLoadBalancer),
  ...describing(TARGET_GROUP, targetGroup),
  ...describing(NAT_GATEWAY, natGateway),
  ...describing(SUBNET, subnet),
  ...describing(
    [
      ...INTERNET_GATEWAY,
      ...EGRESS_ONLY_GATEWAY,
      ...TRANSIT_GATEWAY,
      ...VPC_ENDPOINT,
      ...ROUTE_TABLE,
      ...ELASTIC_IP,
    ],
    () => ({}),
  ),
  ...describing(DISTRIBUTION, distribution),
  ...describing(RECORD, record),
  ...describing(HEALTH_CHECK, healthCheck),
};
