/** Whether the keys to what is left can still be read. */
import type { Model, RegionModel, SecretHolder } from "../model/types";
import type { LostLocations, Outcome } from "./types";

interface Need extends SecretHolder {
  /** The regions that have to read it. */
  readonly by: readonly string[];
}

/** One outcome for each secret of the lost region that a survivor has to read. */
export function secretOutcomes(
  model: Model,
  region: RegionModel,
  takeover: readonly RegionModel[],
  dead: LostLocations,
): readonly Outcome[] {
  const serving = takeover.map(({ name }) => name);
  const needs: readonly Need[] = [
    ...region.datasets
      .filter(({ copies }) => copies.length > 0)
      .flatMap(({ secrets }) => secrets.map((secret) => ({ ...secret, by: serving }))),
    ...(model.crossRegionSecrets.get(region.name) ?? [])
      .filter(({ by }) => !dead.regions.has(by))
      .map((secret) => ({ ...secret, by: [secret.by] })),
  ];
  const merged = new Map<string, Need>();
  for (const need of needs) {
    const known = merged.get(need.urn);
    merged.set(need.urn, { ...need, by: [...new Set([...(known?.by ?? []), ...need.by])].sort() });
  }
  const wanted = [...merged.values()].filter(({ by }) => by.length > 0);
  return wanted.map(({ urn, name, by, readableIn }) => {
    const without = by.filter((reader) => !readableIn.includes(reader));
    const base = { tier: "secrets" as const, name, urn };
    if (without.length === 0) {
      const cell = `readable in ${by.join(", ")}`;
      return { ...base, verdict: "survives", cell, because: cell, fix: "" };
    }
    return {
      ...base,
      verdict: "lost",
      cell: "unreadable",
      because: `${name} cannot be read in ${without.join(", ")} once ${region.name} is gone`,
      fix: `add ${without.join(" and ")} to the replicas of ${name}`,
    };
  });
}
