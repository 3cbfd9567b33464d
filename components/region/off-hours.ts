import { OffHoursSchedule } from "../operations/off-hours-schedule";
import type { WorkingHours } from "../operations/working-hours";
import type { RegionalService } from "./regional-service";

/** Stops a region at night: its instances, and a database that nothing follows. */
export function createOffHoursSchedule(
  { region, autoScalingGroupNames, watch }: RegionalService,
  minInstances: number,
  hours: WorkingHours,
): void {
  const groups = Object.fromEntries(
    Object.entries(autoScalingGroupNames).map(([color, name]) => [color, { name, minInstances }]),
  );
  const { database } = region;
  const stops = database?.deployment === "instance" && database.instanceIdentifiers.length === 1;
  new OffHoursSchedule(
    `${region.name}-off-hours`,
    {
      ...hours,
      groups,
      alarmNames: watch.alarms.alarmNames,
      ...(stops && { database: { identifier: database.identifier, arn: database.arn } }),
    },
    { parent: region },
  );
}
