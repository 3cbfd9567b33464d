import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import type { HostedZone } from "../edge/hosted-zone";
import { TrafficSwitches } from "../edge/traffic-switches";
import type { Complete } from "../kit/complete";
import { takeoverMetric, TakeoverAlarms, type TakeoverAlarmsArgs } from "../observability/takeover-alarms";
import type { Region } from "../region/region";
import { switchedByPlan, type WatchingService } from "./region-switch";
import type { Switching, TrafficSwitch } from "./switching";

export interface SwitchingArgs {
  readonly settings: Settings;
  /** Begins names that are unique in the account. */
  readonly namePrefix: string;
  readonly zone: HostedZone;
  /** Of every region, with what watches the others from there. */
  readonly services: readonly WatchingService[];
}

/**
 * Switches for regions whose data has one home: the traffic may not go back to a region by its coming back. None where
 * every region can take writes, or where there is one region.
 */
export function createSwitching(
  args: SwitchingArgs,
  opts: pulumi.ComponentResourceOptions,
): Switching | undefined {
  const { settings, namePrefix, services } = args;
  if (services.length < 2 || settings.dns.routing !== "failover" || !dataHasOneHome(settings))
    return undefined;
  const regions = services.map(({ service }) => service.region);
  return settings.failover.mode === "region-switch"
    ? switchedByPlan(args, settings.failover, opts)
    : switchedByHand(namePrefix, regions, opts);
}

/** Whether one region alone takes the writes of something that the others follow. */
function dataHasOneHome({ database, cache }: Settings): boolean {
  const isGlobal = cache?.durability === "snapshots" && cache.scope === "global";
  return database !== undefined || isGlobal;
}

/** AWS's "standby takes over primary": each region's switch is an alarm in every other. */
function switchedByHand(
  stack: string,
  regions: readonly Region[],
  opts: pulumi.ComponentResourceOptions,
): Switching {
  const others = (region: Region) => regions.filter((other) => other !== region);
  const alarms = regions.map((region) => ({
    region: region.name,
    names: new TakeoverAlarms(`${region.name}-takeover`, takeoverAlarmsArgs(stack, region, others(region)), {
      parent: region,
    }).names,
  }));
  const alarmsOf = ({ name }: Region) =>
    alarms.flatMap(({ region, names: { [name]: alarmName } }) => (alarmName ? [{ region, alarmName }] : []));
  const { healthCheckIds } = new TrafficSwitches(
    "traffic-switches",
    { alarms: Object.fromEntries(regions.map((region) => [region.name, alarmsOf(region)])) },
    opts,
  );
  return {
    records: { healthCheckIds, last: "unconditional" },
    byRegion: Object.fromEntries(
      regions.flatMap((region) => {
        const { [region.name]: healthCheckId } = healthCheckIds;
        if (!healthCheckId) return [];
        const { namespace, name: metricName, dimensions } = takeoverMetric(stack, region.name);
        const operatedIn = others(region).map(({ name }) => name);
        const by: TrafficSwitch = {
          kind: "alarm",
          healthCheckId,
          operatedIn,
          namespace,
          metricName,
          dimensions,
        };
        return [[region.name, by]];
      }),
    ),
  };
}

function takeoverAlarmsArgs(
  stack: string,
  { alarmTopicArn }: Region,
  others: readonly Region[],
): Complete<TakeoverAlarmsArgs> {
  return { topicArn: alarmTopicArn, stack, regions: others.map(({ name }) => name) };
}
