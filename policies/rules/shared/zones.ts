import type { Read } from "../../framework/field";
import type { Plan, PlannedResource, Resource } from "../../framework/planned";
import { pass, unknown, type Objection, type PolicyVerdict } from "../../framework/verdict";
import { isZoneId, SUBNET, zonesToDemand } from "../../resources";

/** The zone a subnet lies in. */
export function zoneOf(subnet: PlannedResource): Read<string> {
  const zone = subnet.props.at("availabilityZone").string();
  return zone.state === "known" ? zone : firstKnown(zone, subnet.props.at("availabilityZoneId").string());
}

/** The distinct zones, sorted, of the subnets that a property refers to. */
export function zonesOf(plan: Plan, resource: PlannedResource, property: string): Read<readonly string[]> {
  const subnets = plan.references(resource, property, SUBNET);
  if (subnets.state !== "known") return subnets;
  const zones = new Set<string>();
  for (const subnet of subnets.value) {
    const zone = zoneOf(subnet);
    if (zone.state !== "known")
      return { state: "unknown", path: `${subnets.path} (the zone of ${subnet.name})` };
    zones.add(zone.value);
  }
  return { ...subnets, value: [...zones].sort() };
}

/**
 * Whether there are `wanted` zones. Which of an account's names is which id, only AWS tells: where both are among them, as
 * many are surely distinct as there are of the more frequent kind.
 * @param fewer what to say where there are fewer, whichever is which.
 */
export function enoughZones(zones: readonly string[], wanted: number, fewer: () => Objection): PolicyVerdict {
  const ids = zones.filter(isZoneId).length;
  if (Math.max(ids, zones.length - ids) >= wanted) return pass;
  return zones.length >= wanted ? unknown(`which of ${zones.join(", ")} are one zone`) : fewer();
}

/** Whether two zones are one; undefined where one is a name and the other an id. */
export function isSameZone(one: string, other: string): boolean | undefined {
  return isZoneId(one) === isZoneId(other) ? one === other : undefined;
}

/** How many of `wanted` zones may be demanded of a resource: those that its region gives an account. */
export function demandedZones(wanted: number, { region }: Pick<Resource, "region">): number {
  return zonesToDemand(wanted, region.state === "known" ? region.value : undefined);
}

function firstKnown<T>(first: Read<T>, second: Read<T>): Read<T> {
  return second.state === "known" ? second : first;
}

/** `1 more zone` */
export function moreZones(count: number): string {
  return `${count} more zone${count === 1 ? "" : "s"}`;
}

/** `2 zones (us-east-1a, us-east-1b)` */
export function zonesText(zones: readonly string[]): string {
  return `${zones.length} zone${zones.length === 1 ? "" : "s"}${zones.length > 0 ? ` (${zones.join(", ")})` : ""}`;
}
