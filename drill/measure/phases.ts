import { phases, type DrillEvent } from "../model/adapter";
import type { Outage, Trial } from "../model/report";

/**
 * When each stage of each failover was first seen, from the fault on. The last stage is the clients' own: the end
 * of their longest outage.
 * @param outages of the clients that are judged: those in a region that is cut off wait for the heal.
 */
export function phasesOf(
  events: readonly DrillEvent[],
  outages: readonly Outage[],
  faultAt: number,
): Trial["phases"] {
  const seen = new Map<string, Trial["phases"][number]>();
  for (const { phase, of, at } of events) {
    if (!phase || !of || at < faultAt || seen.has(`${of} ${phase}`)) continue;
    seen.set(`${of} ${phase}`, { phase, of, at: at - faultAt });
  }
  for (const outage of [...outages].sort((one, other) => length(other) - length(one))) {
    const key = `${outage.store} client`;
    if (outage.recovered && !seen.has(key)) {
      seen.set(key, { phase: "client", of: outage.store, at: outage.endAt });
    }
  }
  return [...seen.values()].sort(
    (one, other) => one.of.localeCompare(other.of) || phases.indexOf(one.phase) - phases.indexOf(other.phase),
  );
}

const length = ({ startAt, endAt }: Outage): number => endAt - startAt;
