import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

/** An alarm that takes the traffic of a region away while it rings. */
export interface SwitchAlarm {
  /** Where the alarm is: never the region that it takes the traffic from. */
  readonly region: string;
  readonly alarmName: pulumi.Input<string>;
}

export interface TrafficSwitchesArgs {
  /** By the region whose traffic they take away; at least one alarm each, each in a region of its own. */
  readonly alarms: Readonly<Record<string, readonly SwitchAlarm[]>>;
}

/**
 * A switch for each region, as a health check of Route 53: healthy until an alarm in another region rings, and then
 * unhealthy until it is told otherwise. Whether the region itself is well has no part in it, so one that comes back gets
 * no traffic by coming back.
 *
 * Route 53 keeps the last status while an alarm has no data, which is nearly always: the loss of a standby, with its
 * alarms, changes nothing for the region that serves.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export class TrafficSwitches extends Component {
  /** ID of the health check, by the region whose record depends on it. */
  readonly healthCheckIds: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws {pulumi.ResourceError} for a switch that would be lost with its own region. */
  constructor(name: string, args: TrafficSwitchesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:TrafficSwitches", name, opts);
    this.healthCheckIds = Object.fromEntries(
      Object.entries(args.alarms).map(([region, alarms]) => [region, this.#switch(region, alarms)]),
    );
    this.registerOutputs({ healthCheckIds: this.healthCheckIds });
  }

  #switch(region: string, alarms: readonly SwitchAlarm[]): pulumi.Output<string> {
    const places = alarms.map((alarm) => alarm.region);
    this.require(
      places.length > 0 && !places.includes(region),
      `alarms.${region} must be in other regions, got ${places.join(", ") || "none"}; its own is lost with it`,
    );
    const checks = alarms.map((alarm) => this.#check(region, alarm));
    const [only, ...others] = checks;
    if (only && others.length === 0) return only.id;
    return new aws.route53.HealthCheck(
      this.childName(region),
      {
        type: "CALCULATED",
        childHealthchecks: checks.map(({ id }) => id),
        // Each of the others may take the traffic away.
        childHealthThreshold: checks.length,
        tags: { Name: `traffic of ${region}` },
      },
      this.child(),
    ).id;
  }

  #check(region: string, alarm: SwitchAlarm): aws.route53.HealthCheck {
    return new aws.route53.HealthCheck(
      this.childName(`${region}-by-${alarm.region}`),
      {
        type: "CLOUDWATCH_METRIC",
        cloudwatchAlarmName: alarm.alarmName,
        cloudwatchAlarmRegion: alarm.region,
        insufficientDataHealthStatus: "LastKnownStatus",
        tags: { Name: `traffic of ${region}, by ${alarm.region}` },
      },
      this.child(),
    );
  }
}
