import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { RegionApi } from "../model/aws";
import { Caches } from "./caches";
import { RegionClients } from "./clients";
import { Databases } from "./databases";
import { Fleets } from "./fleets";
import { Plans } from "./plans";
import { Switches } from "./switches";

/** AWS in each region, as it is asked for. */
export class Aws {
  readonly #clients = new Map<string, RegionClients>();
  readonly #lost: string | undefined;

  /** @param lost the region of which no answer is waited for. */
  constructor(lost: string | undefined) {
    this.#lost = lost;
  }

  in = (region: string): RegionApi => {
    const clients = this.#clientsOf(region);
    return {
      region,
      account: async () => {
        const { Account } = await clients.sts.send(new GetCallerIdentityCommand({}));
        return Account ?? "unknown";
      },
      databases: new Databases(clients),
      caches: new Caches(clients),
      fleets: new Fleets(clients),
      switches: new Switches(clients),
      plans: new Plans(clients),
      alarms: { isRinging: (name) => isRinging(clients, name) },
    };
  };

  close(): void {
    for (const clients of this.#clients.values()) clients.close();
  }

  #clientsOf(region: string): RegionClients {
    const known = this.#clients.get(region);
    if (known) return known;
    const made = new RegionClients(region, region === this.#lost ? "one-attempt" : "patient");
    this.#clients.set(region, made);
    return made;
  }
}

async function isRinging({ cloudWatch, region }: RegionClients, name: string): Promise<boolean> {
  const answer = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }),
  );
  const [alarm] = [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])];
  if (!alarm) throw new Error(`there is no alarm ${name} in ${region}`);
  return alarm.StateValue === "ALARM";
}
