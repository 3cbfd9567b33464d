import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

export interface ZonalAutoshiftArgs {
  /**
   * The load balancer that the public DNS name points to, with zonal shift enabled. Of a Network Load Balancer in front of
   * an Application Load Balancer that is the front one.
   */
  readonly resourceArn: pulumi.Input<string>;
  /** Alarms that end a practice run at once: that see users suffer. One to ten. */
  readonly outcomeAlarmArns: readonly pulumi.Input<string>[];
  /** Alarms that keep a practice run from starting while they ring; at most ten. @default [] */
  readonly blockingAlarmArns?: readonly pulumi.Input<string>[];
  /** Times of the week, in UTC, at which no practice run starts, such as `Fri:16:00-Fri:23:59`. @default [] */
  readonly blockedWindows?: readonly string[];
  /** Days at which none starts, such as `2026-11-27`. @default [] */
  readonly blockedDates?: readonly string[];
}

const time = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun):([01]\\d|2[0-3]):[0-5]\\d";
const isWindow = new RegExp(`^${time}-${time}$`);

/**
 * AWS itself takes a load balancer out of a zone that it finds impaired, before our own checks can tell: a zone rarely
 * dies cleanly. The price is a practice run each week, 30 minutes without one of the zones, which the platform is sized
 * for; without practice AWS does not switch it on.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-autoshift.how-it-works.html
 */
export class ZonalAutoshift extends Component {
  /** @throws {pulumi.ResourceError} without an outcome alarm, or when a window is not written as AWS reads it. */
  constructor(name: string, args: ZonalAutoshiftArgs, opts?: pulumi.ComponentResourceOptions) {
    super("operations:ZonalAutoshift", name, opts);
    const { outcomeAlarmArns, blockingAlarmArns = [], blockedWindows = [], blockedDates = [] } = args;
    this.require(
      outcomeAlarmArns.length >= 1 && outcomeAlarmArns.length <= 10,
      `outcomeAlarmArns must list 1 to 10, got ${outcomeAlarmArns.length}; pass alarms that see users suffer`,
    );
    for (const window of blockedWindows) {
      this.require(
        isWindow.test(window),
        `blockedWindows must be written like Fri:16:00-Fri:23:59, in UTC, got ${window}; correct it`,
      );
    }
    const alarms = (arns: readonly pulumi.Input<string>[]) =>
      arns.map((alarmIdentifier) => ({ alarmIdentifier, type: "CLOUDWATCH" }));
    new aws.arczonalshift.ZonalAutoshiftConfiguration(
      this.childName("configuration"),
      {
        resourceArn: args.resourceArn,
        zonalAutoshiftStatus: "ENABLED",
        outcomeAlarms: alarms(outcomeAlarmArns),
        ...(blockingAlarmArns.length > 0 && { blockingAlarms: alarms(blockingAlarmArns) }),
        ...(blockedWindows.length > 0 && { blockedWindows: [...blockedWindows] }),
        ...(blockedDates.length > 0 && { blockedDates: [...blockedDates] }),
      },
      this.child(),
    );
    this.registerOutputs();
  }
}
