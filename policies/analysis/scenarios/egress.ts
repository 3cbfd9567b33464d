/** Whether the application still gets out. */
import type { EgressPath, RegionModel } from "../model/types";
import { plural } from "./counted";
import type { LostLocations, Outcome } from "./types";

/** Whether the application's subnets that remain after the loss of `zones` still get out. */
export function egressOutcomes({ egress }: RegionModel, zones: ReadonlySet<string>): readonly Outcome[] {
  // Where nothing leads through NAT, no egress is planned that could be lost.
  if (!egress.some(({ route }) => route.kind === "nat")) return [];
  const remaining = egress.filter(({ subnet }) => !subnet.zones.names.some((zone) => zones.has(zone)));
  const cut = remaining.filter((path) => isCut(path, zones));
  const open = remaining.filter(isUnsure);
  const through = remaining.length - new Set([...cut, ...open]).size;
  const cell = `${through} of ${remaining.length} ${plural("subnet", remaining.length)}`;
  const [first] = cut;
  if (first) return [cutOff(first, cut, zones, cell)];
  const [doubtful] = open;
  if (doubtful) return [unsure(doubtful)];
  return [{ tier: "egress", name: "NAT", urn: undefined, verdict: "survives", cell, because: cell, fix: "" }];
}

function isCut({ route }: EgressPath, zones: ReadonlySet<string>): boolean {
  if (route.kind !== "nat") return route.kind === "none";
  const { capacity, zones: at } = route.gateway;
  return capacity?.overZones.kind !== "redundant" && at.names.some((zone) => zones.has(zone));
}

function isUnsure({ route }: EgressPath): boolean {
  if (route.kind !== "nat") return route.kind === "unseen";
  return route.gateway.capacity?.overZones.kind !== "redundant" && !route.gateway.zones.exact;
}

function cutOff(
  { subnet, route }: EgressPath,
  all: readonly EgressPath[],
  zones: ReadonlySet<string>,
  cell: string,
): Outcome {
  const { name, urn } = route.kind === "nat" ? route.gateway : subnet;
  const names = all.map((path) => path.subnet.name).join(", ");
  return {
    tier: "egress",
    name,
    urn,
    verdict: "lost",
    cell,
    because:
      route.kind === "nat"
        ? `the egress of ${names} leads through ${name}, which is lost with ${[...zones].sort().join(" and ")}`
        : `${names} has no default route, while other subnets of the application have one`,
    fix: `give ${subnet.name} a default route through a NAT gateway of its own zone`,
  };
}

/** Whether the regions `takeover` have egress, as the lost one had. */
export function egressElsewhere(
  region: RegionModel,
  takeover: readonly RegionModel[],
  dead: LostLocations,
): readonly Outcome[] {
  if (!region.egress.some(({ route }) => route.kind === "nat")) return [];
  return takeover.flatMap((other) => {
    const outcomes = egressOutcomes(other, dead.zones);
    const [path] = other.egress;
    // Without an application nothing needs egress.
    if (outcomes.length > 0 || !path) return outcomes;
    const { name, urn } = path.subnet;
    const unseen = other.egress.find(({ route }) => route.kind === "unseen");
    if (unseen) return [unsure(unseen)];
    if (other.egress.some(({ route }) => route.kind === "internet")) return [];
    return [
      {
        tier: "egress" as const,
        name,
        urn,
        verdict: "lost" as const,
        cell: "no egress",
        because: `the application of ${other.name} has no default route, and that of ${region.name} has one`,
        fix: `give ${name} a default route through a NAT gateway of its own zone`,
      },
    ];
  });
}

function unsure({ subnet: { name, urn }, route }: EgressPath): Outcome {
  return {
    tier: "egress",
    name,
    urn,
    verdict: "unknown",
    cell: "unknown",
    because: route.kind === "nat" ? `the zone of ${route.gateway.name}` : `the route table of ${name}`,
    fix: "",
  };
}
