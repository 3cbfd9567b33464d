import { alarmActions } from "../../../policies/rules/operability/alarm-actions";
import { deadAlarm } from "../../../policies/rules/operability/dead-alarm";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
  namespace: "AWS/ApplicationELB",
  dimensions: { LoadBalancer: ref("alb"), AvailabilityZone: "us-east-1a" },
  alarmActions: [UNKNOWN],
});
/** An alarm on the sum of one metric and itself. */
const formula = (namespace: unknown, dimensions: object) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
    metricQueries: [
      { id: "value", expression: "MAX([m0, m0])", returnData: true },
      { id: "m0", metric: { namespace, metricName: "Errors", dimensions, stat: "Sum", period: 60 } },
    ],
    alarmActions: [UNKNOWN],
  });
const composite = (alarmRule: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "all", { alarmRule, ...more });
const balancer = resource("aws:lb/loadBalancer:LoadBalancer", "alb", {});

export const operabilityAlarms: readonly RuleTable[] = [
  {
    rule: deadAlarm,
    compliant: [balancer, alarm],
    passes: [
      {
        when: "the value is known, and somebody's name",
        change: {
          "alarm.dimensions.LoadBalancer": "app/shop/0",
          "alb!computed": { arnSuffix: "app/shop/0" },
        },
      },
      {
        when: "a member of a cache, once it is deployed",
        change: {
          "alarm.namespace": "AWS/ElastiCache",
          "alarm.dimensions": { CacheClusterId: "shop-0001-002", CacheNodeId: "0001" },
        },
        add: [
          resource(
            "aws:elasticache/replicationGroup:ReplicationGroup",
            "cache",
            {},
            {
              computed: { id: "shop", memberClusters: ["shop-0001-001", "shop-0001-002"] },
            },
          ),
        ],
      },
      {
        when: "a health check whose id stands in its ARN alone",
        change: {
          "alarm.namespace": "AWS/Route53",
          "alarm.dimensions": { HealthCheckId: "0a1b-2c3d" },
        },
        add: [
          resource(
            "aws:route53/healthCheck:HealthCheck",
            "check",
            {},
            { computed: { arn: "arn:aws:route53:::healthcheck/0a1b-2c3d" } },
          ),
        ],
      },
      {
        when: "a formula of metrics",
        change: { alarm: formula("AWS/RDS", { DBInstanceIdentifier: ref("alb") }) },
      },
      {
        when: "everything of its kind together",
        change: { "alarm.namespace": "AWS/RDS", "alarm.dimensions": ABSENT },
      },
      {
        when: "jobs of a kind",
        change: { "alarm.namespace": "AWS/Backup", "alarm.dimensions": { ResourceType: "RDS" } },
      },
      { when: "an alarm of alarms", add: [composite(ref("alarm"))] },
      {
        when: "an alarm of alarms, whose names are known",
        change: { "alarm.name": "shop-down" },
        add: [composite('ALARM("shop-down") OR OK(shop-down)')],
      },
      {
        when: "the program measures it itself",
        change: { "alarm.namespace": "Shop", "alarm.dimensions": ABSENT },
      },
    ],
    fails: [
      {
        when: "the value was guessed",
        change: { "alarm.dimensions.LoadBalancer": "app/shop/0" },
        gives: [
          [
            "alarm",
            "its dimension LoadBalancer names nothing in this plan",
            "take the value from the resource that it watches",
          ],
        ],
      },
      {
        when: "there are no dimensions",
        change: { "alarm.dimensions": ABSENT },
        gives: [
          ["alarm", "it watches AWS/ApplicationELB without dimensions", "name the resource in dimensions"],
        ],
      },
      ...["AWS/NetworkELB", "AWS/ElastiCache", "AWS/S3", "AWS/Route53"].map((namespace) => ({
        when: `nothing of ${namespace}`,
        change: { "alarm.namespace": namespace, "alarm.dimensions": ABSENT },
        gives: [
          ["alarm", `it watches ${namespace} without dimensions`, "name the resource in dimensions"] as const,
        ],
      })),
      ...["AWS/RDS", "AWS/Backup", "CloudWatchSynthetics"].map((namespace) => ({
        when: `a name in ${namespace} that nothing has`,
        change: { "alarm.namespace": namespace, "alarm.dimensions": { Name: "guessed" } },
        gives: [
          [
            "alarm",
            "its dimension Name names nothing in this plan",
            "take the value from the resource that it watches",
          ] as const,
        ],
      })),
      {
        when: "one metric of a formula was guessed",
        change: { alarm: formula("CloudWatchSynthetics", { CanaryName: "guessed" }) },
        gives: [
          [
            "alarm",
            "its dimension CanaryName names nothing in this plan",
            "take the value from the resource that it watches",
          ],
        ],
      },
      {
        when: "the service reports to another region",
        change: {
          "alarm.namespace": "AWS/Route53",
          "alarm.dimensions": { HealthCheckId: ref("alb") },
          "alarm!region": "eu-west-1",
        },
        gives: [
          [
            "alarm",
            "AWS/Route53 reports to us-east-1, and the alarm is in eu-west-1",
            "make it in us-east-1",
          ],
        ],
      },
      {
        when: "an alarm of alarms that are not there",
        change: { "alarm.name": "shop-down" },
        add: [composite('ALARM("shop-down") AND NOT ALARM(shop-slow)', { name: "all-down" })],
        gives: [
          [
            "all",
            "its alarmRule names shop-slow, which is no alarm of this plan",
            "take the names from the alarms themselves",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "the namespace is unknown",
        change: { "alarm.namespace": UNKNOWN },
        gives: [["alarm", "namespace"]],
      },
      {
        when: "the value comes from nowhere",
        change: { "alarm.dimensions.LoadBalancer": UNKNOWN },
        gives: [["alarm", "dimensions.LoadBalancer"]],
      },
      {
        when: "the namespace in a formula is unknown",
        change: { alarm: formula(UNKNOWN, {}) },
        gives: [["alarm", "metricQueries[1].metric.namespace"]],
      },
      {
        when: "an alarm of alarms whose names only the deployment will tell",
        change: { "alarm!computed": { name: UNKNOWN } },
        add: [composite('ALARM("shop-slow")', { name: "all-down" })],
        gives: [["all", "whether shop-slow is an alarm of this plan"]],
      },
      {
        when: "the rule of an alarm of alarms comes from nowhere",
        add: [composite(UNKNOWN)],
        gives: [["all", "alarmRule"]],
      },
    ],
  },
  {
    rule: alarmActions,
    compliant: [alarm],
    passes: [
      {
        when: "an alarm of alarms tells for it",
        change: { "alarm.alarmActions": ABSENT },
        add: [composite(ref("alarm"), { alarmActions: [UNKNOWN] })],
      },
      {
        when: "an alarm of alarms names it",
        change: { "alarm.alarmActions": ABSENT, "alarm.name": "shop-down" },
        add: [composite("ALARM(shop-down)", { alarmActions: [UNKNOWN] })],
      },
    ],
    fails: [
      {
        when: "there is none",
        change: { "alarm.alarmActions": ABSENT },
        gives: [["alarm", "alarmActions is empty", "list an SNS topic in alarmActions"]],
      },
      {
        change: { "alarm.actionsEnabled": false },
        gives: [["alarm", "actionsEnabled is false", "set actionsEnabled to true"]],
      },
      {
        when: "an alarm of alarms tells nobody either",
        change: { "alarm.alarmActions": ABSENT },
        add: [composite(ref("alarm"))],
        gives: [["all", "alarmActions is empty", "list an SNS topic in alarmActions"]],
      },
    ],
    unknowns: [
      {
        when: "they are unknown",
        change: { "alarm.alarmActions": UNKNOWN },
        gives: [["alarm", "alarmActions"]],
      },
    ],
  },
];
