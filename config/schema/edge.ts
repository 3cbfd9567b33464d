import { z } from "zod";
import { choice, listOf, matching, oneOf, regionName, section, urlPath, whole } from "../fields";

/** Bounds: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const healthCheck = section({
  /**
   * What the load balancer asks of each instance. Shallow: it must not ask the database, or one slow database takes
   * every instance out.
   * @default /health
   */
  path: urlPath().default("/health"),
  /** Seconds between two checks, 5 to 300; 5 s × 2 failures is the fastest detection there is, 10 s. @default 5 */
  intervalSeconds: whole(5, 300).default(5),
  /** Seconds to wait for an answer, 2 to 120, below the interval. @default 2 */
  timeoutSeconds: whole(2, 120).default(2),
  /** Good answers in a row before an instance takes traffic, 2 to 10. @default 2 */
  healthyThreshold: whole(2, 10).default(2),
  /** Bad answers in a row before it takes none, 2 to 10. @default 2 */
  unhealthyThreshold: whole(2, 10).default(2),
});

/** Bounds: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#load-balancer-attributes */
export const loadBalancer = section({
  /**
   * The load balancer of each region: an ALB, an NLB that terminates TLS, or an NLB (fixed addresses) in front of an ALB.
   * @default application
   */
  kind: choice("application", "network", "network-to-application").default("application"),
  /** Seconds that requests in flight have when an instance leaves, 0 to 3600; AWS's own default is 300. @default 30 */
  deregistrationDelaySeconds: whole(0, 3600).default(30),
  /** Seconds a client comes back to the same instance, 1 to 604800, while it is healthy; 0: to any. @default 0 */
  stickySessionSeconds: whole(0, 604_800).default(0),
  /** Seconds until a silent connection is closed, 1 to 4000. @default 60 */
  idleTimeoutSeconds: whole(1, 4000).default(60),
  /**
   * Seconds a client may keep one connection, 60 to 604800; AWS's own default is 3600. A connection outlives a DNS
   * answer, so a client talks that long to a region it was told to leave.
   * @default 60
   */
  clientKeepAliveSeconds: whole(60, 604_800).default(60),
  /** Days that access logs are kept, 1 to 3650. @default 30 */
  accessLogRetentionDays: whole(1, 3650).default(30),
  healthCheck: healthCheck.prefault({}),
});

/** Bounds: https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
export const webFirewall = section({
  /** Requests of one address in five minutes, 10 to 2000000000; more are refused. @default 2000 */
  rateLimitPerFiveMinutes: whole(10, 2_000_000_000).default(2000),
  /** Names of AWS's managed rule groups. @default the common rules, known bad inputs, addresses of ill repute */
  managedRules: listOf(
    matching(
      /^AWSManagedRules[A-Za-z0-9]+$/,
      "be the name of a managed rule group of AWS",
      "write one such as AWSManagedRulesSQLiRuleSet",
    ),
  ).default([
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesAmazonIpReputationList",
  ]),
  /** Refuse what the rules find, or only count it, to try new rules. @default block */
  action: choice("block", "count").default("block"),
  /** Whether requests pass while AWS WAF itself does not answer. @default allow */
  whenUnavailable: choice("allow", "block").default("allow"),
});

/** Bounds: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
export const dns = section({
  /** Seconds between two checks of a region: 10 or 30; fixed once created. @default 10 */
  healthCheckIntervalSeconds: oneOf(10, 30).default(10),
  /** Failed checks in a row before a region counts as down, 1 to 10; × the interval is the detection time. @default 3 */
  healthCheckFailureThreshold: whole(1, 10).default(3),
  /**
   * `failover`: the first healthy region answers. `latency` (the nearest) and `weighted`: all healthy regions do.
   * @default failover
   */
  routing: choice("failover", "latency", "weighted").default("failover"),
  /** Share of each region, 0 to 255, when routing is `weighted`. */
  weights: z.record(regionName(), whole(0, 255)).optional(),
});

/** A content delivery network in front of all regions. @default none */
export const contentDelivery = choice("none", "cloudfront");

/** AWS Shield: `advanced` needs the account's subscription. https://docs.aws.amazon.com/waf/latest/developerguide/ddos-advanced-summary.html */
export const ddosProtection = choice("standard", "advanced");
