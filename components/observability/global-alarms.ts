import type * as pulumi from "@pulumi/pulumi";
import { AlarmGroup, type AlarmNotification } from "./alarm-group";
import type { Metric } from "./metric";

export interface GlobalAlarmsArgs extends AlarmNotification {
  /** Id of the Route 53 health check of each region: at least two, at most nine. */
  readonly healthCheckIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/** 1 while Route 53's checkers reach the region, else 0; in us-east-1 whatever the region. */
export function healthOf(healthCheckId: pulumi.Input<string>): Metric {
  return {
    namespace: "AWS/Route53",
    name: "HealthCheckStatus",
    dimensions: { HealthCheckId: healthCheckId },
    statistic: "Minimum",
  };
}

/** A region that leaves three times in half an hour does not fail: it flaps, and takes every client with it. */
const flapping = { failovers: 3, minutes: 30 };

/**
 * The alarms about what clients see of the platform. Give it the provider of us-east-1: Route 53 measures there.
 *
 * A failover is one region away while another answers. When all are away only `platform-down` alarms, so that it is
 * not drowned by one failover for each region.
 */
export class GlobalAlarms extends AlarmGroup {
  /** @throws {pulumi.ResourceError} for fewer than two regions, of which none could take over. */
  constructor(name: string, args: GlobalAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:GlobalAlarms", name, args, opts);
    const regions = Object.keys(args.healthCheckIds);
    this.require(
      regions.length >= 2 && regions.length <= 9,
      `healthCheckIds must have 2 to 9 regions, got ${regions.length}; a single one has nowhere to fail over to`,
    );
    const checks = Object.entries(args.healthCheckIds).map(([region, healthCheckId], at) => ({
      region,
      // What a formula may call a metric: letters and digits, a small letter first.
      id: `r${at}`,
      metric: healthOf(healthCheckId),
    }));
    const metrics = Object.fromEntries(checks.map(({ id, metric }) => [id, metric]));

    for (const { region, id, metric } of checks) {
      const others = checks.filter((check) => check.id !== id).map((check) => check.id);
      this.alarm(`failover-${region}`, {
        description: `Clients are sent away from ${region}: its health check fails while another region answers.`,
        measured: {
          expression: `IF(${id} < 1 AND MAX([${others.join(", ")}]) >= 1, 1, 0)`,
          label: `${region} left`,
          metrics,
        },
        comparison: ">=",
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
      });
      this.alarm(`flapping-${region}`, {
        description:
          `${region} was left ${flapping.failovers} times in ${flapping.minutes} minutes. ` +
          "Take it out by hand until the cause is known.",
        measured: {
          // 1 in the minute in which it went from healthy to unhealthy.
          expression: `IF(DIFF(${id}) < 0, 1, 0)`,
          label: `${region} became unhealthy`,
          metrics: { [id]: metric },
        },
        comparison: ">=",
        threshold: 1,
        evaluationPeriods: flapping.minutes,
        datapointsToAlarm: flapping.failovers,
        treatMissingData: "notBreaching",
      });
    }
    this.alarm("platform-down", {
      description: "No region answers its health check: the platform is down for all clients.",
      measured: {
        expression: `MAX([${Object.keys(metrics).join(", ")}])`,
        label: "any region healthy",
        metrics,
      },
      comparison: "<",
      threshold: 1,
      evaluationPeriods: 1,
      // Route 53 always reports.
      treatMissingData: "breaching",
    });
    this.registerOutputs();
  }
}
