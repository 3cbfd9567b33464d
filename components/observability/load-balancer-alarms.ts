import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { AlarmGroup, type AlarmNotification } from "./alarm-group";
import { type LoadBalancerMetrics, flows, requests, targets } from "./load-balancer-metrics";

export interface LoadBalancerAlarmsArgs extends LoadBalancerMetrics, AlarmNotification {
  /** Healthy targets below which the region is degraded, at least 2. */
  readonly degradedBelowTargets: number;
  /** Percentage of requests answered with 5xx that is too many. */
  readonly errorPercent: number;
  /** Seconds within which 99 of 100 requests are to be answered. */
  readonly latencySeconds: number;
}

/** Requests in a minute below which a percentage says nothing: one failure of three is no outage. */
const requestsToJudge = 20;

/**
 * The alarms about a region's load balancers and the targets behind them. They depend on nothing but these, so that
 * a fleet's roll-out, which joins the target group, can be rolled back by them.
 */
export class LoadBalancerAlarms extends AlarmGroup {
  readonly allDown: aws.cloudwatch.MetricAlarm;
  readonly degraded: aws.cloudwatch.MetricAlarm;
  /** The alarms that say that users are served badly; each one ends a roll-out and a zonal autoshift's practice. */
  readonly outcomes: readonly aws.cloudwatch.MetricAlarm[];

  /** @throws {pulumi.ResourceError} without a load balancer, or with a floor below 2. */
  constructor(name: string, args: LoadBalancerAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:LoadBalancerAlarms", name, args, opts);
    const counts = targets(args);
    this.require(
      counts !== undefined,
      "application or network must be given; pass the load balancer's names",
    );
    const floor = args.degradedBelowTargets;
    this.require(
      Number.isInteger(floor) && floor >= 2,
      `degradedBelowTargets must be a whole number of at least 2, got ${floor}; below 1 is all down`,
    );

    this.alarm("node-down", {
      description:
        "A target has been unhealthy for two minutes. It should be replaced by itself: see the group.",
      measured: counts("UnHealthyHostCount", "Maximum"),
      comparison: ">=",
      threshold: 1,
      evaluationPeriods: 2,
      // No targets at all is what all-down says.
      treatMissingData: "notBreaching",
    });
    this.degraded = this.alarm("degraded", {
      // What is counted is healthy: a target that is registered and dead does not count as one that is up.
      description: `Fewer than ${floor} targets are healthy: the region may not carry its load.`,
      measured: counts("HealthyHostCount", "Minimum"),
      comparison: "<",
      threshold: floor,
      evaluationPeriods: 1,
      treatMissingData: "breaching",
    });
    this.allDown = this.alarm("all-down", {
      description: "No target is healthy: the region serves nothing. DNS should send clients to another one.",
      // The most that any node of the load balancer sees, so that one node's blindness is no outage.
      measured: counts("HealthyHostCount", "Maximum"),
      comparison: "<",
      threshold: 1,
      evaluationPeriods: 1,
      // A group without targets reports nothing.
      treatMissingData: "breaching",
    });
    const ofRequests = args.application ? this.#requests(args, args.application, counts) : [];
    if (args.network) this.#zones(args.network, args.application === undefined);
    this.outcomes = [this.allDown, ...ofRequests];
    this.registerOutputs();
  }

  #requests(
    args: LoadBalancerAlarmsArgs,
    application: NonNullable<LoadBalancerMetrics["application"]>,
    counts: NonNullable<ReturnType<typeof targets>>,
  ): aws.cloudwatch.MetricAlarm[] {
    const of = requests(application);
    const { errorPercent, latencySeconds } = args;
    this.alarm("failover", {
      description: "The load balancer took a zone out of DNS: too few of its targets are healthy there.",
      measured: counts("UnhealthyStateDNS", "Maximum"),
      comparison: ">=",
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
    });
    this.alarm("fail-open", {
      description: "Requests go to unhealthy targets, because too few are healthy.",
      measured: counts("UnhealthyRoutingRequestCount", "Sum"),
      comparison: ">",
      threshold: 0,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
    });
    const errors = this.alarm("errors", {
      description: `More than ${errorPercent} % of the requests fail with 5xx, for three of five minutes.`,
      measured: {
        // Nothing counted means no datapoint, so every metric is filled. What the load balancer answers by itself is
        // not in RequestCount. With no healthy target every request fails: all-down says that by itself.
        expression:
          `IF(FILL(healthy, 0) > 0 AND FILL(requests, 0) + FILL(refused, 0) >= ${requestsToJudge}, ` +
          "100 * (FILL(failed, 0) + FILL(refused, 0)) / (FILL(requests, 0) + FILL(refused, 0)), 0)",
        label: "5xx (%)",
        metrics: {
          requests: of("RequestCount", "Sum"),
          failed: of("HTTPCode_Target_5XX_Count", "Sum"),
          refused: of("HTTPCode_ELB_5XX_Count", "Sum"),
          healthy: counts("HealthyHostCount", "Maximum"),
        },
      },
      comparison: ">",
      threshold: errorPercent,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
    });
    const latency = this.alarm("latency", {
      description: `One of 100 requests takes longer than ${latencySeconds} s, for five minutes.`,
      measured: of("TargetResponseTime", "p99"),
      comparison: ">",
      threshold: latencySeconds,
      evaluationPeriods: 5,
      treatMissingData: "notBreaching",
    });
    return [errors, latency];
  }

  /** A Network Load Balancer sees no requests: of it there is only to know which zones it serves from. */
  #zones(network: NonNullable<LoadBalancerMetrics["network"]>, isOutermost: boolean): void {
    const of = flows(network);
    for (const [zone, name] of Object.entries(network.zoneNames)) {
      this.alarm(`failover-${zone}`, {
        description: `The Network Load Balancer left ${zone}: it is out of DNS.`,
        measured: of("ZonalHealthStatus", "Minimum", name),
        comparison: "<",
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
      });
    }
    if (!isOutermost) return;
    this.alarm("fail-open", {
      description: "Connections go to unhealthy targets, because too few are healthy.",
      measured: of("UnhealthyRoutingFlowCount", "Sum"),
      comparison: ">",
      threshold: 0,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
    });
  }
}
