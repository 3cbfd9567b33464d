/** What is left of a service. */
import type { Range } from "../arithmetic";
import { add, exactly, NOTHING_KNOWN, worstLoss } from "../arithmetic";
import type { Capacity, Node } from "../graph/types";
import type { Service } from "../model/types";

/** Units that remain of a service when the zones `dead` of its region are gone. */
export function leftOf({ members }: Pick<Service, "members">, dead: ReadonlySet<string>): Range {
  return members.map((member) => leftOfMember(member, dead, members.length === 1)).reduce(add, exactly(0));
}

/** Units that remain of a service when the host is gone that holds most of it. */
export function leftWithoutHost({ members }: Pick<Service, "members">, hosts: number | undefined): Range {
  const ranges = members.map(({ capacity }) =>
    remaining(capacity, (each) => worstLoss(each.units, each.overHosts, hosts ?? each.units)),
  );
  return leastOf(members, ranges);
}

/** Units that remain of a service while one host, or one step of a rolling update, is drained. */
export function leftWhileDrained({ members }: Pick<Service, "members">, hosts: number | undefined): Range {
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
export function wholeOf({ members }: Pick<Service, "members">): Range {
  return members.map(({ capacity }) => remaining(capacity, () => 0)).reduce(add, exactly(0));
}

function leftOfMember({ capacity, zones }: Node, dead: ReadonlySet<string>, alone: boolean): Range {
  const units = capacity?.units;
  if (capacity === undefined || units === undefined) return NOTHING_KNOWN;
  const hit = zones.names.filter((zone) => dead.has(zone)).length;
  if (zones.exact) return exactly(units - worstLoss(units, capacity.overZones, zones.names.length, hit));
  if (hit === 0 && zones.names.length > 0) return exactly(units);
  const worst = units - worstLoss(units, capacity.overZones, 1, dead.size);
  // It is somewhere: on its own, one of the zones takes at least this; among others, another may be the one hit.
  const places = Math.max(1, zones.names.length === 0 ? units : zones.names.length);
  const best = alone ? units - worstLoss(units, capacity.overZones, places, dead.size) : units;
  return { least: worst, most: best };
}

function remaining(
  capacity: Capacity | undefined,
  loss: (capacity: Capacity & { readonly units: number }) => number,
): Range {
  const units = capacity?.units;
  if (capacity === undefined || units === undefined) return NOTHING_KNOWN;
  return exactly(Math.max(0, units - loss({ ...capacity, units })));
}

/** One member is hit, the one that hurts most; the others keep what they have. */
function leastOf(members: readonly Node[], hit: readonly Range[]): Range {
  const whole = wholeOf({ members });
  const losses = members.map(({ capacity }, index) => (capacity?.units ?? 0) - (hit[index]?.least ?? 0));
  if (!Number.isFinite(whole.most)) return NOTHING_KNOWN;
  const lost = Math.max(0, ...losses);
  return { least: whole.least - lost, most: whole.most - lost };
}
