import { Refused } from "../model/exit-code";
import type { Outputs, OutputRegion } from "../model/outputs";
import { regionOf } from "../model/situation";
import type { Reason } from "./reason";
import type { Request } from "./request";

/** The region that serves now, and the one that shall. @throws {Refused} where there is no such move. */
export function regionsOf(
  outputs: Outputs,
  name: string,
): { readonly from: OutputRegion; readonly to: OutputRegion } {
  const to = regionOf({ outputs }, name);
  const active = outputs.regions.filter(({ role }) => role === "active");
  if (to.role === "active") {
    throw new Refused(`${name} is active already, as the outputs have it; nothing is to be done`);
  }
  const [from] = active;
  if (!from) throw new Refused("no region of the outputs is active; are they current?");
  return { from, to };
}

export function judgeRole({ mode, from, to }: Request): readonly Reason[] {
  if (to.role === "standby") return [];
  const how =
    mode === "back"
      ? `rebuild it as a standby of ${from.name} first: docs/runbooks/region-back.md`
      : "what it has is older than what was written since; choose another region";
  return [{ check: "role", text: `${to.name} is ${to.role}, not a standby: ${how}` }];
}

/** Whether the switches that have to be operated are there, and in a region that answers. */
export async function judgeSwitches({ mode, from, to, ports }: Request): Promise<readonly Reason[]> {
  if (!from.switch) {
    return [
      {
        check: "switch",
        text: `${from.name} has no switch: its traffic follows its health, and comes back with it; see docs/decisions/007-traffic-follows-a-switch.md`,
      },
    ];
  }
  if (from.switch.kind === "region-switch") return [];
  if (!from.switch.operatedIn.includes(to.name)) {
    return [{ check: "switch", text: `the switch of ${from.name} cannot be operated in ${to.name}` }];
  }
  const state = await ports.apiOf(to.name).switches.state(from.switch, ports.clock.now());
  if (state === "missing") {
    return [{ check: "switch", text: `no alarm in ${to.name} listens to the switch of ${from.name}` }];
  }
  return mode === "back" && to.switch?.kind !== "alarm"
    ? [{ check: "switch", text: `${to.name} has no switch` }]
    : [];
}

/** Only whether the region would serve: alarms about the other one ring for a reason. */
export async function judgeAlarm({ to, ports }: Request): Promise<readonly Reason[]> {
  const alarm = to.impairedAlarmArn?.split(":alarm:")[1];
  if (alarm === undefined || !(await ports.apiOf(to.name).alarms.isRinging(alarm))) return [];
  return [{ check: "alarm", text: `${alarm} rings in ${to.name}: it would not serve as it should` }];
}

/** The certificate that clients get, from the load balancer itself: name, chain and time, as TLS checks them. */
export async function judgeEntry({ to, outputs, readyPath, ports }: Request): Promise<readonly Reason[]> {
  const url = new URL(readyPath, outputs.url);
  try {
    await ports.entry.status(to.loadBalancerDnsName, url);
    return [];
  } catch (error) {
    const text = `the load balancer of ${to.name} does not take ${url.hostname}: ${(error as Error).message}`;
    return [{ check: "certificate", text }];
  }
}
