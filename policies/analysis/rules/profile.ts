import { grouped } from "../graph/grouped";
import type { GraphNode } from "../graph/types";
import type { Model } from "../model/types";

/** A trait of a region, with a resource that shows it. */
export interface Trait {
  /** Undefined when only the deployment will tell. */
  readonly value: string | undefined;
  readonly urn: string;
}

/** What a region has, by trait: how much of each tier, in how many zones, of what size. */
export function profileOf(model: Model, region: string): ReadonlyMap<string, Trait> {
  const traits = new Map<string, Trait>();
  const nodes = [...model.graph.nodes.values()].filter((node) => node.region === region);
  for (const [type, members] of grouped(nodes, (node) => node.type)) {
    const [first] = members;
    if (!first) continue;
    const sizes = [...new Set(members.flatMap(({ facts }) => facts.size ?? []))].sort();
    if (sizes.length > 0)
      traits.set(`the size of ${kind(type)}`, { value: sizes.join(" and "), urn: first.urn });
  }
  for (const [tier, members] of grouped(nodes.filter(isCompared), (node) => node.tier)) {
    const [first] = members;
    if (!first) continue;
    const zones = new Set(members.flatMap((node) => node.zones.names)).size;
    if (zones > 0) traits.set(`the number of zones of ${tier ?? ""}`, { value: `${zones}`, urn: first.urn });
    const units = members.map(({ capacity }) => capacity?.units);
    // The other tiers run in each zone, or take writes in one place: their zones and sizes say it all.
    if (tier !== "app" && tier !== "cache") continue;
    const sum = units.includes(undefined)
      ? undefined
      : units.reduce<number>((all, each) => all + (each ?? 0), 0);
    traits.set(`the sure capacity of ${tier}`, {
      value: sum === undefined ? undefined : `${sum}`,
      urn: first.urn,
    });
  }
  return traits;
}

/** Readers differ by role: a primary has some that its copy elsewhere gets after the promotion. */
function isCompared({ tier, capacity }: GraphNode): boolean {
  return tier !== undefined && capacity !== undefined && tier !== "secrets" && tier !== "object-store";
}

/** `aws:rds/instance:Instance` is `rds instance`. */
function kind(type: string): string {
  const [, module = ""] = type.split(":");
  return module.replace("/", " ");
}
