import type { Reader } from "./reader";
import type { Capacity, Facts, ServiceTier } from "./types";

/** What one resource says about itself; where it is, and what it refers to, is found afterwards. */
export interface Description {
  readonly tier?: ServiceTier;
  /** The zones that it names itself: surely these, whatever it is in. */
  readonly zones?: string | readonly string[] | undefined;
  readonly capacity?: Capacity;
  readonly facts?: Facts;
}

export type Describe = (read: Reader) => Description;

/** One description for every type token of a thing. */
export function describing(types: readonly string[], describe: Describe): Readonly<Record<string, Describe>> {
  return Object.fromEntries(types.map((type) => [type, describe]));
}

/** `percent` of `units`, in whole units, rounded up as AWS does. */
export function unitsKept(units: number | undefined, percent: number | undefined): number | undefined {
  if (units === undefined || percent === undefined) return undefined;
  return Math.min(units, Math.ceil((units * percent) / 100));
}

/** A single unit that nothing takes over from. */
export function single(unit: string): Capacity {
  const together = { kind: "together" } as const;
  return { units: 1, unit, overZones: together, overHosts: together, keptWhileDrained: 0 };
}

/** Units that the service itself keeps in several zones: the loss of a zone or a host takes none. */
export function redundant(unit: string, units = 1): Capacity {
  const spread = { kind: "redundant" } as const;
  return { units, unit, overZones: spread, overHosts: spread, keptWhileDrained: units };
}

/** As above, when a switch that decides it is only known after deployment. */
export function undecided(unit: string): Capacity {
  return { ...single(unit), units: undefined, keptWhileDrained: undefined };
}
