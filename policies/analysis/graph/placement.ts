/** Where things are: the region by property, provider or cluster; the zones by the subnets that the edges reach. */
import type { Plan, PlannedResource } from "../../framework/planned";
import {
  TARGET_GROUP,
  TARGET_GROUP_BINDING,
  isGlobal,
  isKubernetes,
  isOneOf,
  isZoneId,
} from "../../resources";
import { grouped } from "./grouped";
import type { Capacity, Edge, Zones } from "./types";
import { GLOBAL, UNKNOWN_REGION } from "./types";

const UNPLACED: Zones = { exact: false, names: [] };

export class Placement {
  readonly #plan: Plan;
  readonly #holders: ReadonlyMap<string, readonly Edge[]>;
  readonly #own: ReadonlyMap<string, string | readonly string[] | undefined>;
  readonly #zones = new Map<string, Zones>();

  /** @param own the zones that a resource names itself, by URN. */
  constructor(
    plan: Plan,
    edges: readonly Edge[],
    own: ReadonlyMap<string, string | readonly string[] | undefined>,
  ) {
    this.#plan = plan;
    this.#own = own;
    this.#holders = grouped(
      edges.filter(({ kind }) => kind === "runsIn"),
      ({ from }) => from,
    );
  }

  regionOf(resource: PlannedResource): string {
    if (isGlobal(resource.type)) return GLOBAL;
    const holder = this.#holders.get(resource.urn)?.[0];
    const cluster = isKubernetes(resource.type) && holder && this.#plan.byUrn(holder.to);
    if (cluster) return this.regionOf(cluster);
    if (isKubernetes(resource.type)) return this.#regionOfProvider(resource.provider?.urn);
    return resource.region.state === "known" ? resource.region.value : UNKNOWN_REGION;
  }

  /** A cluster that the plan does not make is in the region of the target groups that its pods are bound to. */
  #regionOfProvider(urn: string | undefined): string {
    const regions = this.#plan
      .ofType(TARGET_GROUP_BINDING)
      .filter(({ provider }) => provider !== undefined && provider.urn === urn)
      .flatMap((binding) => binding.dependencies.filter(({ type }) => isOneOf(TARGET_GROUP, type)))
      .map((targetGroup) => this.regionOf(targetGroup));
    const [region = UNKNOWN_REGION, ...others] = new Set(regions);
    return others.length > 0 ? UNKNOWN_REGION : region;
  }

  /** The zones of a node; what cannot be in two at once is in one of several, and it is unknown in which. */
  zonesOf(urn: string, capacity: Capacity | undefined): Zones {
    const zones = this.#held(urn);
    const undivided = capacity?.overZones.kind === "together" && capacity.unit !== "pod";
    return undivided && zones.names.length > 1 ? { ...zones, exact: false } : zones;
  }

  #held(urn: string): Zones {
    const known = this.#zones.get(urn);
    if (known) return known;
    // Guards against programs whose edges run in a circle.
    this.#zones.set(urn, UNPLACED);
    const zones = this.#find(urn);
    this.#zones.set(urn, zones);
    return zones;
  }

  #find(urn: string): Zones {
    const own = this.#own.get(urn);
    if (own !== undefined) return { exact: true, names: [...new Set([own].flat())].sort() };
    const holders = this.#holders.get(urn) ?? [];
    // The nodes that were attached to a cluster say more than the subnets of its control plane.
    const attached = holders.filter(({ by }) => by !== urn);
    const edges = attached.length > 0 ? attached : holders;
    if (edges.length === 0) return UNPLACED;
    const found = edges.map(({ to, exact }) => ({ zones: this.#held(to), exact }));
    const names = [...new Set(found.flatMap(({ zones }) => zones.names))].sort();
    // Of a name and an id, nobody but AWS can tell whether they are one zone.
    const alike = names.every(isZoneId) || !names.some(isZoneId);
    return { exact: alike && found.every(({ zones, exact }) => exact && zones.exact), names };
  }
}
