/** What is left of a service. */
import type { UnitRange } from "../arithmetic";
import { add, exactly, NOTHING_KNOWN, worstLoss } from "../arithmetic";
import type { Capacity, GraphNode } from "../graph/types";
import type { ServiceModel } from "../model/types";

/** Units that remain of a service when the zones `dead` of its region are gone. */
export function leftOf({ members }: Pick<ServiceModel, "members">, dead: ReadonlySet<string>): UnitRange {
  return members.map((member) => leftOfMember(member, dead, members.length === 1)).reduce(add, exactly(0));
}

/** Units that remain of a service when the host is gone that holds most of it. */
export function leftWithoutHost(
  { members }: Pick<ServiceModel, "members">,
  hosts: number | undefined,
): UnitRange {
  const ranges = members.map(({ capacity }) =>
    remaining(capacity, (each) => worstLoss(each.units, each.overHosts, hosts ?? each.units)),
  );
  return leastOf(members, ranges);
}

/** Units that remain of a service while one host, or one step of a rolling update, is drained. */
export function leftWhileDrained(
  { members }: Pick<ServiceModel, "members">,
  hosts: number | undefined,
): UnitRange {
  const ranges = members.map(({ capacity }) =>
    remaining(capacity, (each) =>
      each.keptWhileDrained === undefined
        ? worstLoss(each.units, each.overHosts, hosts ?? each.units)
        : each.units - each.keptWhileDrained,
    ),
  );
  return leastOf(members, ranges);
}

/** Units of a service while nothing is broken. */
export function wholeOf({ members }: Pick<ServiceModel, "members">): UnitRange {
  return members.map(({ capacity }) => remaining(capacity, () => 0)).reduce(add, exactly(0));
}

function leftOfMember({ capacity, zones }: GraphNode, dead: ReadonlySet<string>, alone: boolean): UnitRange {
  const units = capacity?.units;
  if (capacity === undefined || units === undefined) return NOTHING_KNOWN;
  const hit = zones.names.filter((zone) => dead.has(zone)).length;
  if (zones.exact) return exactly(leftOfZones(units, capacity.overZones, zones.names.length, hit));
  if (hit === 0 && zones.names.length > 0) return exactly(units);
  const worst = units - worstLoss(units, capacity.overZones, 1, dead.size);
  // It is somewhere: on its own, one of the zones takes at least this; among others, another may be the one hit.
  const places = Math.max(1, zones.names.length === 0 ? units : zones.names.length);
  const best = alone ? units - worstLoss(units, capacity.overZones, places, dead.size) : units;
  return { min: worst, max: best };
}

/** Where there are fewer zones than a spread constraint demands, no zone gets more pods than its skew. */
function leftOfZones(units: number, spread: Capacity["overZones"], zones: number, hit: number): number {
  if (spread.kind === "skew" && zones < spread.minDomains) {
    return Math.min(units, spread.maxSkew * (zones - hit));
  }
  return units - worstLoss(units, spread, zones, hit);
}

function remaining(
  capacity: Capacity | undefined,
  loss: (capacity: Capacity & { readonly units: number }) => number,
): UnitRange {
  const units = capacity?.units;
  if (capacity === undefined || units === undefined) return NOTHING_KNOWN;
  return exactly(Math.max(0, units - loss({ ...capacity, units })));
}

/** One member is hit, the one that hurts most; the others keep what they have. */
function leastOf(members: readonly GraphNode[], hit: readonly UnitRange[]): UnitRange {
  const whole = wholeOf({ members });
  const losses = members.map(({ capacity }, index) => (capacity?.units ?? 0) - (hit[index]?.min ?? 0));
  if (!Number.isFinite(whole.max)) return NOTHING_KNOWN;
  const lost = Math.max(0, ...losses);
  return { min: whole.min - lost, max: whole.max - lost };
}
