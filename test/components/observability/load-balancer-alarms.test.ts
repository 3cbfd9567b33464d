import { describe, expect, test } from "@jest/globals";
import {
  LoadBalancerAlarms,
  type LoadBalancerAlarmsArgs,
} from "../../../components/observability/load-balancer-alarms";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const application = { loadBalancer: "app/alb/1", targetGroup: "targetgroup/app/2" };
const network = {
  loadBalancer: "net/nlb/3",
  targetGroup: "targetgroup/net/4",
  zoneNames: { "eu-west-1a": "eu-west-1a", "euw1-az3": "eu-west-1b" },
};
const bounds = { degradedBelowTargets: 2, errorPercent: 5, latencySeconds: 1 };
const args: LoadBalancerAlarmsArgs = { topicArn: "topic-1", application, ...bounds };
const alarms = (changes: Partial<LoadBalancerAlarmsArgs> = {}) =>
  record(() => new LoadBalancerAlarms("load-balancers", { ...args, ...changes }));
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ofAlb = { LoadBalancer: "app/alb/1" };
const ofGroup = { ...ofAlb, TargetGroup: "targetgroup/app/2" };
const tells = { alarmActions: ["topic-1"], okActions: ["topic-1"] };
const elb = "AWS/ApplicationELB";

describe("LoadBalancerAlarms", () => {
  test("of an Application Load Balancer are exactly these", async () => {
    expect(new Set((await alarms()).recorded(alarm).map(({ name }) => name))).toEqual(
      new Set([
        "load-balancers-node-down",
        "load-balancers-degraded",
        "load-balancers-all-down",
        "load-balancers-failover",
        "load-balancers-fail-open",
        "load-balancers-errors",
        "load-balancers-latency",
      ]),
    );
  });

  test.each([
    [
      "node-down",
      {
        alarmDescription:
          "A target has been unhealthy for two minutes. It should be replaced by itself: see the group.",
        metricName: "UnHealthyHostCount",
        statistic: "Maximum",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        evaluationPeriods: 2,
        datapointsToAlarm: 2,
        treatMissingData: "notBreaching",
      },
    ],
    [
      "degraded",
      {
        alarmDescription: "Fewer than 2 targets are healthy: the region may not carry its load.",
        metricName: "HealthyHostCount",
        statistic: "Minimum",
        comparisonOperator: "LessThanThreshold",
        threshold: 2,
        evaluationPeriods: 1,
        datapointsToAlarm: 1,
        treatMissingData: "breaching",
      },
    ],
    [
      "all-down",
      {
        alarmDescription:
          "No target is healthy: the region serves nothing. DNS should send clients to another one.",
        metricName: "HealthyHostCount",
        statistic: "Maximum",
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        evaluationPeriods: 1,
        datapointsToAlarm: 1,
        treatMissingData: "breaching",
      },
    ],
    [
      "failover",
      {
        alarmDescription:
          "The load balancer took a zone out of DNS: too few of its targets are healthy there.",
        metricName: "UnhealthyStateDNS",
        statistic: "Maximum",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        evaluationPeriods: 1,
        datapointsToAlarm: 1,
        treatMissingData: "notBreaching",
      },
    ],
    [
      "fail-open",
      {
        alarmDescription: "Requests go to unhealthy targets, because too few are healthy.",
        metricName: "UnhealthyRoutingRequestCount",
        statistic: "Sum",
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        evaluationPeriods: 1,
        datapointsToAlarm: 1,
        treatMissingData: "notBreaching",
      },
    ],
  ])("%s watches the target group", async (role, inputs) => {
    expect((await alarms()).one(alarm, `load-balancers-${role}`).inputs).toEqual({
      ...inputs,
      ...tells,
      namespace: elb,
      dimensions: ofGroup,
      period: 60,
    });
  });

  test("errors are a share of what was asked, and of no handful of requests", async () => {
    const metric = (metricName: string, dimensions: object, stat: string) => ({
      namespace: elb,
      metricName,
      dimensions,
      stat,
      period: 60,
    });
    expect((await alarms()).one(alarm, "load-balancers-errors").inputs).toEqual({
      ...tells,
      alarmDescription: "More than 5 % of the requests fail with 5xx, for three of five minutes.",
      metricQueries: [
        {
          id: "value",
          expression:
            "IF(FILL(healthy, 0) > 0 AND FILL(requests, 0) + FILL(refused, 0) >= 20, " +
            "100 * (FILL(failed, 0) + FILL(refused, 0)) / (FILL(requests, 0) + FILL(refused, 0)), 0)",
          label: "5xx (%)",
          returnData: true,
        },
        { id: "requests", metric: metric("RequestCount", ofAlb, "Sum") },
        { id: "failed", metric: metric("HTTPCode_Target_5XX_Count", ofAlb, "Sum") },
        { id: "refused", metric: metric("HTTPCode_ELB_5XX_Count", ofAlb, "Sum") },
        { id: "healthy", metric: metric("HealthyHostCount", ofGroup, "Maximum") },
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: 5,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
    });
  });

  test("latency is the 99th of 100, and no guess from a handful", async () => {
    expect((await alarms()).one(alarm, "load-balancers-latency").inputs).toEqual({
      ...tells,
      alarmDescription: "One of 100 requests takes longer than 1 s, for five minutes.",
      namespace: elb,
      metricName: "TargetResponseTime",
      dimensions: ofAlb,
      period: 60,
      extendedStatistic: "p99",
      evaluateLowSampleCountPercentiles: "ignore",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 1,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      treatMissingData: "notBreaching",
    });
  });

  test("of a Network Load Balancer watch its zones and its targets", async () => {
    const run = await record(
      () => new LoadBalancerAlarms("load-balancers", { topicArn: "topic-1", network, ...bounds }),
    );
    const ofNlb = { LoadBalancer: "net/nlb/3", TargetGroup: "targetgroup/net/4" };
    const monitored = run
      .recorded(alarm)
      .map(({ name, inputs }): [string, unknown] => [name, [inputs["metricName"], inputs["dimensions"]]]);
    expect(Object.fromEntries(monitored)).toEqual({
      "load-balancers-node-down": ["UnHealthyHostCount", ofNlb],
      "load-balancers-degraded": ["HealthyHostCount", ofNlb],
      "load-balancers-all-down": ["HealthyHostCount", ofNlb],
      "load-balancers-failover-eu-west-1a": [
        "ZonalHealthStatus",
        { LoadBalancer: "net/nlb/3", AvailabilityZone: "eu-west-1a" },
      ],
      "load-balancers-failover-euw1-az3": [
        "ZonalHealthStatus",
        { LoadBalancer: "net/nlb/3", AvailabilityZone: "eu-west-1b" },
      ],
      "load-balancers-fail-open": ["UnhealthyRoutingFlowCount", { LoadBalancer: "net/nlb/3" }],
    });
    expect(run.recorded(alarm).map(({ inputs }) => inputs["namespace"] as string)).toEqual(
      Array(6).fill("AWS/NetworkELB"),
    );
    expect(run.one(alarm, "load-balancers-failover-eu-west-1a").inputs).toMatchObject({
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
    });
  });

  test("of one in front of the other count the targets of the second, and the zones of the first", async () => {
    const run = await alarms({ network });
    expect(run.recorded(alarm).length).toBe(9);
    expect(run.one(alarm, "load-balancers-degraded").inputs["dimensions"]).toEqual(ofGroup);
    expect(run.one(alarm, "load-balancers-failover-euw1-az3").inputs["namespace"]).toBe("AWS/NetworkELB");
  });

  test("know what ends a roll-out", async () => {
    const { result } = await alarms();
    expect(await Promise.all(result.outcomes.map(({ name }) => outputOf(name)))).toEqual([
      "load-balancers-all-down",
      "load-balancers-errors",
      "load-balancers-latency",
    ]);
  });

  test("take the bounds they are given", async () => {
    const run = await alarms({ degradedBelowTargets: 4, errorPercent: 1, latencySeconds: 0.3 });
    expect(
      ["degraded", "errors", "latency"].map(
        (role): unknown => run.one(alarm, `load-balancers-${role}`).inputs["threshold"],
      ),
    ).toEqual([4, 1, 0.3]);
  });

  test.each([
    [
      { degradedBelowTargets: 1 },
      "degradedBelowTargets must be a whole number of at least 2, got 1; below 1 is all down",
    ],
    [{ application: undefined }, "application or network must be given; pass the load balancer's names"],
  ])("refuse %j", async (changes, message) => {
    await expect(alarms(changes as Partial<LoadBalancerAlarmsArgs>)).rejects.toThrow(message);
  });

  test("use the provider they are given for every resource", async () => {
    expect(await strayResources((opts) => new LoadBalancerAlarms("load-balancers", args, opts))).toEqual([]);
  });
});
