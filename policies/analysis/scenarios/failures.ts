/** Which failures are tried: each node, drain, zone and region; and pairs of those that meet in one place. */
import type { Model, RegionModel } from "../model/types";
import { takeoverOf } from "./region";
import type { LostLocations, FailureScenario } from "./types";

/** Stands for the zone that holds it, where the plan names none. */
export const SOME_ZONE = "(some zone)";

const dead = (regions: readonly string[], zones: readonly string[] = []): LostLocations => ({
  regions: new Set(regions),
  zones: new Set(zones),
});

/** Regions in which something would be missed: those that serve first, then the standbys. */
export function judgedRegions(model: Model): readonly RegionModel[] {
  const judged = [...model.regions.values()].filter(
    ({ services, datasets }) => services.length + datasets.length > 0,
  );
  const serves = ({ name }: RegionModel): boolean => model.active.includes(name);
  return [...judged.filter(serves), ...judged.filter((region) => !serves(region))];
}

/** Every single failure, by region: a node, a drain, each zone, the region. */
export function singleFailures(model: Model): readonly FailureScenario[] {
  return judgedRegions(model).flatMap(({ name, services, zones }): readonly FailureScenario[] => [
    ...(services.length > 0 ? hostFailures(name) : []),
    ...(zones.length > 0 ? zones : [SOME_ZONE]).map((zone) => {
      const label = zone === SOME_ZONE ? `a zone of ${name}` : `zone ${zone}`;
      return failure("zone", name, { label, family: `any zone of ${name}`, dead: dead([], [zone]) });
    }),
    failure("region", name, { label: `region ${name}`, dead: dead([name]) }),
  ]);
}

/**
 * Pairs: two zones of one region; a serving region together with a zone of the region that takes over, or with that
 * region. As many as there are regions times zones, not all regions squared: other pairs meet nowhere.
 */
export function pairedFailures(model: Model): readonly FailureScenario[] {
  return judgedRegions(model).flatMap((region) => {
    const { name, zones } = region;
    const within = zones.flatMap((one, index) =>
      zones.slice(index + 1).map((other) =>
        failure("pair", name, {
          label: `zones ${one} and ${other}`,
          family: `any two zones of ${name}`,
          dead: dead([], [one, other]),
        }),
      ),
    );
    const [next] = model.active.includes(name) ? takeoverOf(model, region, dead([name])) : [];
    if (!next) return within;
    return [
      ...within,
      ...next.zones.map((zone) =>
        failure("pair", name, {
          label: `region ${name} and zone ${zone}`,
          family: `region ${name} and any zone of ${next.name}`,
          dead: dead([name], [zone]),
        }),
      ),
      failure("pair", name, { label: `regions ${name} and ${next.name}`, dead: dead([name, next.name]) }),
    ];
  });
}

function hostFailures(region: string): readonly FailureScenario[] {
  const node = `a node of ${region}`;
  return [
    failure("node", region, { label: node, dead: dead([]) }),
    failure("drain", region, { label: `a drain in ${region}`, event: `draining ${node}`, dead: dead([]) }),
  ];
}

function failure(
  kind: FailureScenario["kind"],
  region: string,
  more: Pick<FailureScenario, "label" | "dead"> & Partial<Pick<FailureScenario, "event" | "family">>,
): FailureScenario {
  return { kind, region, event: `losing ${more.label}`, family: more.label, ...more };
}
