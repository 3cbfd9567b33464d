import {
  byName,
  choice,
  ipv4Block,
  listOf,
  matching,
  oneOf,
  regionName,
  section,
  urlPath,
  whole,
} from "../fields";

/** Bounds: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const healthCheck = section({
  path: urlPath("/health")
    .default("/health")
    .describe(
      "What the load balancer asks of each instance or pod. Shallow: it must not ask the database, or one slow database takes every instance out.",
    ),
  intervalSeconds: whole(5, 300, "seconds")
    .default(5)
    .describe("Seconds between two checks; 5 s × 2 failures is the fastest detection that AWS offers, 10 s."),
  timeoutSeconds: whole(2, 120, "seconds")
    .default(2)
    .describe("Seconds to wait for an answer; below `intervalSeconds`."),
  healthyThreshold: whole(2, 10, "checks")
    .default(2)
    .describe("Good answers in a row before an instance takes traffic."),
  unhealthyThreshold: whole(2, 10, "checks")
    .default(2)
    .describe("Bad answers in a row before it takes none."),
});

/** Bounds: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#load-balancer-attributes */
export const loadBalancer = section({
  kind: choice("application", "network", "network-to-application")
    .default("application")
    .describe(
      "The load balancer of each region: an ALB, an NLB that terminates TLS, or an NLB (fixed addresses) in front of an ALB.",
    ),
  deregistrationDelaySeconds: whole(0, 3600, "seconds")
    .default(30)
    .describe("Seconds that requests in flight have when an instance leaves; AWS's own default is 300."),
  stickySessionSeconds: whole(0, 604_800, "seconds")
    .default(0)
    .describe("Seconds that a client comes back to the same instance while it is healthy; 0: to any."),
  idleTimeoutSeconds: whole(1, 4000, "seconds")
    .default(60)
    .describe("Seconds until a silent connection is closed; at most 350 with kind `network`."),
  clientKeepAliveSeconds: whole(60, 604_800, "seconds")
    .default(60)
    .describe(
      "Seconds that a client may keep one connection; AWS's own default is 3600. A connection outlives a DNS answer, so a client talks that long to a region it was told to leave.",
    ),
  accessLogRetentionDays: whole(1, 3650, "days").default(30).describe("Days that access logs are kept."),
  healthCheck: healthCheck.prefault({}).describe("Health check of the target group."),
});

const managedRuleGroup = () =>
  matching({
    pattern: /^AWSManagedRules[A-Za-z0-9]+$/,
    rule: "be the name of a managed rule group of AWS",
    example: "AWSManagedRulesSQLiRuleSet",
  });

/** https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-rule-group-override-options.html */
const firewallException = section({
  rules: listOf(
    matching({
      pattern: /^[A-Za-z0-9_-]{1,128}$/,
      rule: "be the name of a rule of the group",
      example: "SizeRestrictions_BODY",
    }),
    { what: "rules", min: 1, max: 50, remedy: "write one such as [SizeRestrictions_BODY]" },
  ).describe(
    "Rules of the group that count what they find instead of refusing it. AWS ignores a name that the group does not have; the policy `waf-override-effective` tells.",
  ),
  paths: listOf(urlPath("/uploads"), { what: "paths", max: 10, remedy: "write one such as [/uploads]" })
    .default([])
    .describe(
      "Beginnings of paths on which they only count; on all others they refuse. Left out: they only count everywhere.",
    ),
});

/** An IP set takes up to 10 000; a file with so many is no settings file. */
const addressBlocks = () =>
  listOf(ipv4Block("203.0.113.0/24"), {
    what: "IPv4 blocks",
    max: 100,
    remedy: "write one such as [203.0.113.0/24]",
  }).default([]);

/** Bounds: https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
export const webFirewall = section({
  rateLimitPerFiveMinutes: whole(10, 2_000_000_000, "requests")
    .default(2000)
    .describe("Requests that one address may send in five minutes; more are refused."),
  managedRules: listOf(managedRuleGroup(), { what: "managed rule groups", max: 20 })
    .default([
      "AWSManagedRulesCommonRuleSet",
      "AWSManagedRulesKnownBadInputsRuleSet",
      "AWSManagedRulesAmazonIpReputationList",
    ])
    .describe("Names of AWS's managed rule groups, each once."),
  exceptions: byName(managedRuleGroup(), firewallException, {
    what: "managed rule groups with their exceptions",
    max: 20,
    example: "AWSManagedRulesCommonRuleSet: {rules: [SizeRestrictions_BODY], paths: [/uploads]}",
  })
    .default({})
    .describe(
      "Exceptions by managed rule group: what an application rightly receives and the rules refuse, such as bodies above 8 KB (`SizeRestrictions_BODY`).",
    ),
  blockedCidrBlocks: addressBlocks().describe("IPv4 blocks of clients that are refused, whatever they ask."),
  allowedCidrBlocks: addressBlocks().describe(
    "IPv4 blocks of clients whose requests nothing here judges or counts, such as a partner's.",
  ),
  bodyInspectionKiB: oneOf("KiB", 16, 32, 48, 64)
    .default(16)
    .describe(
      "KiB of a body that are inspected behind CloudFront; what is above 16 costs more. Before a load balancer AWS inspects 8, which nothing changes.",
    ),
  action: choice("block", "count")
    .default("block")
    .describe("Refuse what the rules find, or only count it, to try new rules."),
  whenUnavailable: choice("allow", "block")
    .default("allow")
    .describe("Whether requests pass while AWS WAF itself does not answer."),
});

/** Bounds: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
export const dns = section({
  healthCheckIntervalSeconds: oneOf("seconds", 10, 30)
    .default(10)
    .describe("Seconds between two of Route 53's checks of a region; fixed once created."),
  healthCheckFailureThreshold: whole(1, 10, "checks")
    .default(3)
    .describe("Failed checks in a row before a region counts as down; × the interval is the detection time."),
  routing: choice("failover", "latency", "weighted")
    .default("failover")
    .describe(
      "`failover`: the first healthy region answers. `latency` (the nearest) and `weighted`: all healthy regions do.",
    ),
  weights: byName(regionName(), whole(0, 255, "share"), {
    what: "regions with their weights",
    max: 20,
    example: "us-east-1: 100",
  })
    .optional()
    .describe("Share of each region when routing is `weighted`; one above 0 at least."),
});

export const contentDelivery = choice("none", "cloudfront");

/** https://docs.aws.amazon.com/waf/latest/developerguide/ddos-advanced-summary.html */
export const ddosProtection = choice("standard", "advanced");
