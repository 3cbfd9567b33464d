import type * as pulumi from "@pulumi/pulumi";
import { AlarmGroup, type AlarmNotification } from "./alarm-group";
import type { Metric } from "./metric";

export interface TakeoverAlarmsArgs extends AlarmNotification {
  /** Tells this stack from others of the account: `shop-prod`. */
  readonly stack: string;
  /** The regions whose traffic this one can take over: every other. At least one. */
  readonly regions: readonly string[];
}

/**
 * Written by hand or by `npm run failover`, never by the platform: 1 takes the traffic of `region` away, 0 gives it back.
 * `aws cloudwatch put-metric-data` in the region of the alarm, which CloudWatch's data plane there answers.
 */
export function takeoverMetric(stack: string, region: string): Metric & { readonly statistic: "Maximum" } {
  return {
    namespace: "Standfast/Failover",
    name: "TakenOver",
    dimensions: { Stack: stack, Region: region },
    statistic: "Maximum",
  };
}

/**
 * The switches of other regions, operated here: what of AWS's "standby takes over primary" is in the standby. An alarm, not
 * an object: Route 53 reads alarms itself, so nothing has to be public.
 *
 * Without data the alarm says nothing (`missing`), and the health check stays what it was. Any other treatment would give
 * the traffic back a minute after it was taken.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/dns-failover.html
 */
export class TakeoverAlarms extends AlarmGroup {
  /** By the region whose traffic each takes away. */
  readonly names: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: TakeoverAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:TakeoverAlarms", name, args, opts);
    const { stack, regions } = args;
    this.require(regions.length >= 1, "regions must list at least 1, got 0; name the other regions");
    this.names = Object.fromEntries(
      regions.map((region) => [
        region,
        this.alarm(region, {
          description: `The traffic of ${region} was taken away by hand. It stays away until TakenOver is 0.`,
          measured: takeoverMetric(stack, region),
          comparison: ">=",
          threshold: 1,
          evaluationPeriods: 1,
          treatMissingData: "missing",
        }).name,
      ]),
    );
    this.registerOutputs({ names: this.names });
  }
}
