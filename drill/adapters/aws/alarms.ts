import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { Refused } from "../../model/exit-code";
import type { Permit } from "./permit";
import type { RegionClients } from "./region-clients";

export interface Alarm {
  readonly name: string;
  readonly region: string;
  readonly arn: string;
  readonly state: string;
  readonly reason: string;
}

/**
 * The alarms that stop the drill, as they are now.
 * @throws {Refused} when one does not exist: it could never ring.
 */
export async function stopAlarms(
  permit: Permit,
  clientsOf: (region: string) => RegionClients,
): Promise<readonly Alarm[]> {
  const regions = [...new Set(permit.stopAlarms.map(({ region }) => region))];
  const found = await Promise.all(
    regions.map((region) => {
      const names = permit.stopAlarms.filter((alarm) => alarm.region === region).map(({ name }) => name);
      return describe(clientsOf(region), names);
    }),
  );
  return found.flat();
}

async function describe(clients: RegionClients, names: readonly string[]): Promise<readonly Alarm[]> {
  const answer = await clients.cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [...names], AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }),
  );
  const alarms = [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])];
  return names.map((name) => {
    const alarm = alarms.find(({ AlarmName }) => AlarmName === name);
    if (!alarm?.AlarmArn || !alarm.StateValue) {
      throw new Refused(
        `the stop alarm ${name} is not in ${clients.region}; create it, or correct the permit's stopAlarms`,
      );
    }
    const { AlarmArn: arn, StateValue: state, StateReason: reason = "" } = alarm;
    return { name, region: clients.region, arn, state, reason };
  });
}

/** Reasons to stop: the alarms that ring. One without data does not, as in FIS. */
export function ringing(alarms: readonly Alarm[]): readonly string[] {
  return alarms
    .filter(({ state }) => state === "ALARM")
    .map(({ name, region, reason }) => `the alarm ${name} in ${region} rings (${reason})`);
}
