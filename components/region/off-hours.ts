import type { Complete } from "../kit/complete";
import { OffHoursSchedule, type OffHoursScheduleArgs } from "../operations/off-hours-schedule";
import type { RegionalService } from "./regional-service";
import type { OffHoursSettings } from "./settings";

/** Stops a region out of working hours: its instances, and a database that nothing follows. */
export function createOffHoursSchedule(
  service: RegionalService,
  offHours: OffHoursSettings,
  minInstances: number,
): void {
  const { region } = service;
  new OffHoursSchedule(`${region.name}-off-hours`, offHoursArgs(service, offHours, minInstances), {
    parent: region,
  });
}

function offHoursArgs(
  { region, autoScalingGroupNames, alarms }: RegionalService,
  offHours: OffHoursSettings,
  minInstances: number,
): Complete<OffHoursScheduleArgs> {
  const groups = Object.entries(autoScalingGroupNames).map(
    ([color, name]): [string, OffHoursScheduleArgs["groups"][string]] => [color, { name, minInstances }],
  );
  const { database } = region;
  const stops = database?.deployment === "instance" && database.instanceIdentifiers.length === 1;
  return {
    stopAt: offHours.stopAt,
    startAt: offHours.startAt,
    timezone: offHours.timezone,
    days: offHours.days,
    groups: Object.fromEntries(groups),
    database: stops ? { identifier: database.identifier, arn: database.arn } : undefined,
    alarmNames: alarms.alarms.alarmNames,
  };
}
