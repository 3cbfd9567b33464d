import { r53FailbackBySwitch } from "../../../policies/rules/failover/r53-failback-by-switch";
import { r53FailoverHealthcheck } from "../../../policies/rules/failover/r53-failover-healthcheck";
import { r53FailoverPair } from "../../../policies/rules/failover/r53-failover-pair";
import { r53PairDistinctRegions } from "../../../policies/rules/failover/r53-pair-distinct-regions";
import { r53TtlMax } from "../../../policies/rules/failover/r53-ttl-max";
import { ABSENT, ref, resource, UNKNOWN, type Fixture } from "../support/fixture";
import type { RuleTable } from "../support/table";

const RECORD = "aws:route53/record:Record";
const NAME = "shop.example";

const answer = (name: string, type: string, balancer: string): Fixture =>
  resource(RECORD, name, {
    zoneId: ref("zone"),
    name: NAME,
    type: "A",
    failoverRoutingPolicies: [{ type }],
    healthCheckId: ref(`${name}-check`),
    aliases: [{ name: ref(balancer), zoneId: ref(balancer), evaluateTargetHealth: true }],
  });

/** One name, answered by us-east-1, else by eu-west-1. */
const pair: readonly Fixture[] = [
  resource("aws:route53/zone:Zone", "zone", {}),
  resource("aws:lb/loadBalancer:LoadBalancer", "us", {}),
  resource("aws:lb/loadBalancer:LoadBalancer", "eu", {}, { region: "eu-west-1" }),
  resource("aws:route53/healthCheck:HealthCheck", "first-check", {}),
  resource("aws:route53/healthCheck:HealthCheck", "second-check", {}),
  answer("first", "PRIMARY", "us"),
  answer("second", "SECONDARY", "eu"),
];

/** The secondary is an alias of another name, as in a chain of three regions. */
const toChain = {
  "second.aliases": [{ name: "next.shop.example", zoneId: ref("zone"), evaluateTargetHealth: true }],
};
const next = (balancer: string): Fixture =>
  resource(RECORD, "next", {
    zoneId: ref("zone"),
    name: "next.shop.example",
    type: "A",
    aliases: [{ name: ref(balancer) }],
  });

/** The pair, with all healthy answers given instead. */
const equal = (property: string, entry: (region: string) => object) => ({
  "first.failoverRoutingPolicies": ABSENT,
  "second.failoverRoutingPolicies": ABSENT,
  [`first.${property}`]: [entry("us-east-1")],
  [`second.${property}`]: [entry("eu-west-1")],
});
const latency = equal("latencyRoutingPolicies", (region) => ({ region }));
const weighted = equal("weightedRoutingPolicies", () => ({ weight: 1 }));
const toOneRegion = { "second.aliases.0.name": ref("us"), "second.aliases.0.zoneId": ref("us") };

const DATABASE = "aws:rds/instance:Instance";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** The pair over a database that eu-west-1 follows; the first depends on an alarm there, that a person rings. */
const switched: readonly Fixture[] = [
  ...pair.filter(({ name }) => name !== "first-check"),
  resource(ALARM, "alarm", { namespace: "Shop", metricName: "Off" }, { region: "eu-west-1" }),
  resource("aws:route53/healthCheck:HealthCheck", "first-check", {
    type: "CLOUDWATCH_METRIC",
    cloudwatchAlarmName: ref("alarm"),
  }),
  resource(DATABASE, "database", {}),
  resource(DATABASE, "replica", { replicateSourceDb: ref("database") }, { region: "eu-west-1" }),
];
const goesBack = [
  "first",
  `${NAME} goes back to us-east-1 as soon as that answers, although replica was promoted elsewhere`,
  "let its health check be a switch that is operated outside that region",
] as const;
const asks = (more: object) => ({
  "first-check.type": "HTTPS",
  "first-check.cloudwatchAlarmName": ABSENT,
  ...more,
});

export const failover: readonly RuleTable[] = [
  {
    rule: r53FailbackBySwitch,
    compliant: switched,
    passes: [
      {
        when: "nothing has to be promoted",
        change: { "first-check.cloudwatchAlarmName": ABSENT, replica: ABSENT },
      },
      { when: "the replica only reads", change: { ...asks({}), "replica.replicateSourceDb": ABSENT } },
      {
        when: "it follows a routing control",
        change: { ...asks({}), "first-check.type": "RECOVERY_CONTROL" },
      },
      {
        when: "it follows a plan of Region switch",
        change: { "first.healthCheckId": ref("plan") },
        add: [resource("aws:arcregionswitch/plan:Plan", "plan", {})],
      },
      {
        when: "it is inverted, and asks an object of the other region",
        change: asks({
          "first-check.fqdn": "switch.s3.eu-west-1.amazonaws.com",
          "first-check.invertHealthcheck": true,
        }),
      },
      {
        when: "it is calculated, and all are needed, a switch among them",
        change: asks({
          "first-check.type": "CALCULATED",
          "first-check.childHealthchecks": [ref("second-check"), ref("child")],
          "first-check.childHealthThreshold": 2,
        }),
        add: [
          resource("aws:route53/healthCheck:HealthCheck", "child", {
            type: "CLOUDWATCH_METRIC",
            cloudwatchAlarmName: ref("alarm"),
          }),
        ],
      },
      { when: "all regions answer", change: latency },
    ],
    fails: [
      {
        when: "it asks the region itself",
        change: asks({ "first-check.fqdn": "us.shop.example" }),
        gives: [goesBack],
      },
      { when: "its target's health decides", change: { "first.healthCheckId": ABSENT }, gives: [goesBack] },
      {
        when: "the alarm watches what AWS measures",
        change: { "alarm.namespace": "CloudWatchSynthetics" },
        gives: [goesBack],
      },
      {
        when: "the alarm watches what AWS's agent measures",
        change: { "alarm.namespace": "CWAgent" },
        gives: [goesBack],
      },
      {
        when: "one of several that are not all needed is a switch",
        change: asks({
          "first-check.type": "CALCULATED",
          "first-check.childHealthchecks": [ref("second-check"), ref("child")],
          "first-check.childHealthThreshold": 1,
        }),
        add: [resource("aws:route53/healthCheck:HealthCheck", "child", { type: "RECOVERY_CONTROL" })],
        gives: [goesBack],
      },
    ],
    unknowns: [
      {
        when: "nobody knows which check it is",
        change: { "first.healthCheckId": UNKNOWN },
        gives: [["first", "what healthCheckId follows"]],
      },
    ],
  },
  {
    rule: r53FailoverPair,
    compliant: pair,
    passes: [
      { when: "all regions answer, the nearest first", change: latency },
      { when: "all regions answer, by weight", change: weighted },
      {
        when: "there is one region",
        change: { ...latency, second: ABSENT, eu: ABSENT },
      },
    ],
    fails: [
      {
        when: "the secondary is taken away",
        change: { second: ABSENT },
        gives: [["first", `${NAME} has 1 PRIMARY and 0 SECONDARY`, "make one of each, to different regions"]],
      },
      {
        when: "both are primary",
        change: { "second.failoverRoutingPolicies.0.type": "PRIMARY" },
        gives: [["first", `${NAME} has 2 PRIMARY and 0 SECONDARY`, "make one of each, to different regions"]],
      },
      {
        when: "they are of different types",
        change: { "second.type": "AAAA" },
        gives: [
          ["first", `${NAME} has 1 PRIMARY and 0 SECONDARY`, "make one of each, to different regions"],
          ["second", `${NAME} has 0 PRIMARY and 1 SECONDARY`, "make one of each, to different regions"],
        ],
      },
      {
        when: "only one of two regions answers",
        change: { ...latency, second: ABSENT },
        gives: [["first", `${NAME} has a single answer by latency`, "make one for each region"]],
      },
    ],
    unknowns: [
      {
        when: "a role is unknown",
        change: { "second.failoverRoutingPolicies.0.type": UNKNOWN },
        gives: [["first", `the role of each record of ${NAME}`]],
      },
    ],
  },
  {
    rule: r53FailoverHealthcheck,
    compliant: pair,
    passes: [
      { when: "the primary evaluates its target", change: { "first.healthCheckId": ABSENT } },
      {
        when: "nothing comes after the secondary",
        change: { "second.healthCheckId": ABSENT, "second.aliases.0.evaluateTargetHealth": false },
      },
      {
        when: "a plan of Region switch gives each its own",
        change: { "first.healthCheckId": ref("plan"), "second.healthCheckId": ref("plan") },
        add: [resource("aws:arcregionswitch/plan:Plan", "plan", {})],
      },
      { when: "equal answers are checked", change: weighted },
      { when: "equal answers evaluate their targets", change: { ...latency, "first.healthCheckId": ABSENT } },
      {
        when: "weights within one region choose between versions",
        change: {
          ...weighted,
          ...toOneRegion,
          "second.healthCheckId": ABSENT,
          "second.aliases.0.evaluateTargetHealth": false,
        },
      },
    ],
    fails: [
      {
        when: "the primary is never checked",
        change: { "first.healthCheckId": ABSENT, "first.aliases.0.evaluateTargetHealth": false },
        gives: [
          [
            "first",
            `the PRIMARY answer of ${NAME} has no healthCheckId, and does not evaluate its target's health`,
            "set healthCheckId to a check of its target",
          ],
        ],
      },
      {
        when: "one of several equal answers is never checked",
        change: {
          ...latency,
          "first.healthCheckId": ABSENT,
          "first.aliases.0.evaluateTargetHealth": false,
        },
        gives: [
          [
            "first",
            `the latency answer of ${NAME} has no healthCheckId, and does not evaluate its target's health`,
            "set healthCheckId to a check of its target",
          ],
        ],
      },
      {
        when: "both share one check",
        change: { "second.healthCheckId": ref("first-check") },
        gives: [
          ["second", `${NAME} is answered by it and by first with one health check`, "give each its own"],
        ],
      },
    ],
    unknowns: [
      {
        when: "nobody knows which check it is",
        change: { "second.healthCheckId": UNKNOWN },
        gives: [["second", "which check healthCheckId is"]],
      },
    ],
  },
  {
    rule: r53PairDistinctRegions,
    compliant: pair,
    passes: [{ when: "a chain leads elsewhere", change: toChain, add: [next("eu")] }],
    fails: [
      {
        when: "both point to one region",
        change: toOneRegion,
        gives: [["second", `all answers of ${NAME} lie in us-east-1`, "point one of them to another region"]],
      },
      {
        when: "both answers by latency are in one region",
        change: { ...latency, ...toOneRegion },
        gives: [["second", `all answers of ${NAME} lie in us-east-1`, "point one of them to another region"]],
      },
      {
        when: "a chain leads back",
        change: toChain,
        add: [next("us")],
        gives: [["second", `all answers of ${NAME} lie in us-east-1`, "point one of them to another region"]],
      },
    ],
    unknowns: [
      {
        when: "an answer points outside",
        change: { "second.aliases": [{ name: "elsewhere.example", evaluateTargetHealth: true }] },
        gives: [["second", `the region that it sends ${NAME} to`]],
      },
    ],
  },
  {
    rule: r53TtlMax,
    compliant: [
      ...pair,
      resource(RECORD, "weighted", {
        weightedRoutingPolicies: [{ weight: 1 }],
        ttl: 60,
        records: ["192.0.2.1"],
      }),
      resource(RECORD, "mail", { ttl: 3600, records: ["mail.example"] }),
    ],
    fails: [
      { change: { "weighted.ttl": 300 }, gives: [["weighted", "ttl is 300 s", "set ttl to 60 s or less"]] },
      { config: { seconds: 30 }, gives: [["weighted", "ttl is 60 s", "set ttl to 30 s or less"]] },
    ],
    unknowns: [{ when: "it is unknown", change: { "weighted.ttl": UNKNOWN }, gives: [["weighted", "ttl"]] }],
  },
];
