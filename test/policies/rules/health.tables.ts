import { asgElbHealthcheck } from "../../../policies/rules/health/asg-elb-healthcheck";
import { k8sProbesDistinct } from "../../../policies/rules/health/k8s-probes-distinct";
import { k8sReadiness } from "../../../policies/rules/health/k8s-readiness";
import { r53HealthcheckTuned } from "../../../policies/rules/health/r53-healthcheck-tuned";
import { tgDetectionBudget } from "../../../policies/rules/health/tg-detection-budget";
import { tgHealthCheck } from "../../../policies/rules/health/tg-health-check";
import { ABSENT, ref, resource, UNKNOWN, type Fixture } from "../support/fixture";
import { deployment } from "../support/kubernetes";
import type { RuleTable } from "../support/table";
import { healthOfUpdates } from "./health-updates.tables";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const GROUP = "aws:autoscaling/group:Group";
const CONTAINER = "web.spec.template.spec.containers.0";

const targetGroup = resource(TARGET_GROUP, "app", {
  targetType: "instance",
  healthCheck: { protocol: "HTTPS", path: "/health", interval: 5, unhealthyThreshold: 2 },
});

/** A record of one region that depends on `check`. */
const checkedIn = (region: string): readonly Fixture[] => [
  resource("aws:lb/loadBalancer:LoadBalancer", "balancer", {}, { region }),
  resource("aws:route53/record:Record", "record", {
    name: "shop.example",
    type: "A",
    healthCheckId: ref("check"),
    aliases: [{ name: ref("balancer") }],
  }),
];

export const health: readonly RuleTable[] = [
  {
    rule: k8sReadiness,
    compliant: [deployment],
    fails: [
      {
        when: "there is no probe",
        change: { [`${CONTAINER}.readinessProbe`]: ABSENT },
        gives: [["web", "container web has no readinessProbe", "add a readinessProbe to it"]],
      },
    ],
    unknowns: [
      {
        when: "the containers are unknown",
        change: { "web.spec.template.spec.containers": UNKNOWN },
        gives: [["web", "spec.template.spec.containers"]],
      },
      {
        when: "the probe is unknown",
        change: { [`${CONTAINER}.readinessProbe`]: UNKNOWN },
        gives: [["web", "spec.template.spec.containers[0].readinessProbe"]],
      },
    ],
  },
  {
    rule: k8sProbesDistinct,
    compliant: [deployment],
    passes: [
      { when: "there is no liveness probe", change: { [`${CONTAINER}.livenessProbe`]: ABSENT } },
      {
        when: "one runs a command",
        change: { [`${CONTAINER}.livenessProbe`]: { exec: { command: ["alive"] } } },
      },
    ],
    fails: [
      {
        when: "both ask for the same path",
        change: { [`${CONTAINER}.livenessProbe.httpGet.path`]: "/ready" },
        gives: [
          ["web", "container web has the same question as livenessProbe and readinessProbe", "separate them"],
        ],
      },
    ],
    unknowns: [
      {
        when: "a path is unknown",
        change: { [`${CONTAINER}.livenessProbe.httpGet.path`]: UNKNOWN },
        gives: [["web", "spec.template.spec.containers[0].livenessProbe or readinessProbe"]],
      },
    ],
  },
  {
    rule: asgElbHealthcheck,
    compliant: [resource(GROUP, "app", { healthCheckType: "ELB", targetGroupArns: [UNKNOWN] })],
    passes: [
      {
        when: "no load balancer is there to ask",
        change: { "app.healthCheckType": "EC2", "app.targetGroupArns": ABSENT },
      },
      { when: "EBS is asked too", change: { "app.healthCheckType": "EBS,ELB" } },
    ],
    fails: [
      {
        change: { "app.healthCheckType": "EC2" },
        gives: [["app", "healthCheckType is EC2", "set healthCheckType to ELB"]],
      },
      {
        when: "the type is left out",
        change: { "app.healthCheckType": ABSENT },
        gives: [["app", "healthCheckType is not set, which means EC2", "set healthCheckType to ELB"]],
      },
      {
        when: "the load balancer is attached by a resource of its own",
        change: { "app.healthCheckType": "EC2", "app.targetGroupArns": ABSENT },
        add: [
          resource("aws:autoscaling/attachment:Attachment", "joint", { autoscalingGroupName: ref("app") }),
        ],
        gives: [["app", "healthCheckType is EC2", "set healthCheckType to ELB"]],
      },
    ],
    unknowns: [
      {
        when: "the type is unknown",
        change: { "app.healthCheckType": UNKNOWN },
        gives: [["app", "healthCheckType"]],
      },
      {
        when: "nobody knows whether a load balancer is attached",
        change: { "app.healthCheckType": "EC2", "app.targetGroupArns": UNKNOWN },
        gives: [["app", "targetGroupArns"]],
      },
    ],
  },
  {
    rule: tgHealthCheck,
    compliant: [targetGroup, resource(TARGET_GROUP, "function", { targetType: "lambda" })],
    passes: [{ change: { "app.healthCheck.path": "/alive" }, config: { path: "/alive" } }],
    fails: [
      {
        when: "there is no check",
        change: { "app.healthCheck": ABSENT },
        gives: [["app", "healthCheck is not set", "set healthCheck.path to /health"]],
      },
      {
        change: { "app.healthCheck.path": "/" },
        gives: [["app", "healthCheck.path is /", "set healthCheck.path to /health"]],
      },
      {
        when: "the path is left out",
        change: { "app.healthCheck.path": ABSENT },
        gives: [["app", "healthCheck.path is not set, which means /", "set healthCheck.path to /health"]],
      },
      {
        config: { path: "/alive" },
        gives: [["app", "healthCheck.path is /health", "set healthCheck.path to /alive"]],
      },
      {
        change: { "app.healthCheck.protocol": "TCP" },
        gives: [
          ["app", "healthCheck.protocol is TCP, which only opens a connection", "set it to HTTP or HTTPS"],
        ],
      },
      {
        change: { "app.healthCheck.enabled": false },
        gives: [["app", "healthCheck.enabled is false", "set it to true"]],
      },
    ],
    unknowns: [
      {
        when: "the check is unknown",
        change: { "app.healthCheck": UNKNOWN },
        gives: [["app", "healthCheck"]],
      },
      {
        when: "the path is unknown",
        change: { "app.healthCheck.path": UNKNOWN },
        gives: [["app", "healthCheck.path"]],
      },
    ],
  },
  {
    rule: tgDetectionBudget,
    compliant: [targetGroup],
    fails: [
      {
        when: "interval and threshold are left out",
        change: { "app.healthCheck": ABSENT },
        gives: [
          [
            "app",
            "it notices a failure after 90 s (healthCheck.interval 30 s × healthCheck.unhealthyThreshold 3)",
            "bring the product down to 30 s",
          ],
        ],
      },
      {
        change: { "app.healthCheck.interval": 10 },
        config: { seconds: 15 },
        gives: [
          [
            "app",
            "it notices a failure after 20 s (healthCheck.interval 10 s × healthCheck.unhealthyThreshold 2)",
            "bring the product down to 15 s",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "the threshold is unknown",
        change: { "app.healthCheck.unhealthyThreshold": UNKNOWN },
        gives: [["app", "healthCheck.unhealthyThreshold"]],
      },
    ],
  },
  {
    rule: r53HealthcheckTuned,
    compliant: [
      resource("aws:route53/healthCheck:HealthCheck", "check", {
        type: "HTTPS",
        requestInterval: 10,
        failureThreshold: 3,
        enableSni: true,
      }),
      resource("aws:route53/healthCheck:HealthCheck", "all-of-them", { type: "CALCULATED" }),
    ],
    passes: [
      { when: "SNI is on by default", change: { "check.enableSni": ABSENT } },
      {
        when: "it is inverted and asks another region than its record leads to: a switch",
        change: { "check.invertHealthcheck": true, "check.fqdn": "switch.s3.eu-west-1.amazonaws.com" },
        add: checkedIn("us-east-1"),
      },
    ],
    fails: [
      {
        when: "it is inverted and asks the region that its record leads to",
        change: { "check.invertHealthcheck": true, "check.fqdn": "switch.s3.eu-west-1.amazonaws.com" },
        add: checkedIn("eu-west-1"),
        gives: [["check", "invertHealthcheck is true", "set invertHealthcheck to false"]],
      },
      {
        when: "the interval is left out",
        change: { "check.requestInterval": ABSENT },
        gives: [
          [
            "check",
            "it notices a failure after 90 s (requestInterval 30 s × failureThreshold 3)",
            "bring the product down to 30 s",
          ],
        ],
      },
      { change: { "check.disabled": true }, gives: [["check", "disabled is true", "set disabled to false"]] },
      {
        change: { "check.invertHealthcheck": true },
        gives: [["check", "invertHealthcheck is true", "set invertHealthcheck to false"]],
      },
      {
        change: { "check.enableSni": false },
        gives: [["check", "enableSni is false", "set enableSni to true"]],
      },
      {
        when: "the type is left out",
        change: { "check.type": ABSENT },
        gives: [["check", "type is not set", "set it to HTTPS"]],
      },
    ],
    unknowns: [
      { when: "the type is unknown", change: { "check.type": UNKNOWN }, gives: [["check", "type"]] },
      {
        when: "the threshold is unknown",
        change: { "check.failureThreshold": UNKNOWN },
        gives: [["check", "failureThreshold"]],
      },
    ],
  },
  ...healthOfUpdates,
];
