/** Which copy of a dataset is left when its region is gone, and whether it can be used. */
import { TABLE, isOneOf } from "../../resources";
import type { Copy, Dataset, Model, RegionModel } from "../model/types";
import { leftOf } from "./left";
import type { LostLocations, Outcome } from "./types";

/** The outcome of a dataset of a lost region, where the regions `takeover` serve instead. */
export function dataOutcomes(
  model: Model,
  dataset: Dataset,
  takeover: readonly RegionModel[],
  dead: LostLocations,
): Outcome {
  const { name, urn, tier } = dataset;
  const base = { tier, name, urn };
  const alive = dataset.copies.filter((copy) => !dead.regions.has(copy.region) && stands(model, copy, dead));
  const [best] = [...alive].sort((one, other) => rank(one, takeover) - rank(other, takeover));
  const places = takeover.map((region) => region.name).join(", ");
  const source = dataset.sources.find(
    ({ region }) => model.active.includes(region) && !dead.regions.has(region),
  );
  if (!best && source) {
    const cell = `original in ${source.region}`;
    return { ...base, verdict: "survives", cell, because: cell, fix: "", data: "sync" };
  }
  if (!best) {
    return {
      ...base,
      verdict: "lost",
      cell: "no copy elsewhere",
      because: `${name} has no copy outside ${[...dead.regions].sort().join(" and ")}`,
      fix: `keep a copy of ${name} in ${places === "" ? "a second region" : places} (${copyHint(dataset)})`,
      data: "none",
    };
  }
  if (best.flaw) {
    const { found, fix, doubt, urn: culprit } = best.flaw;
    const flawed = { ...base, name: best.name, urn: culprit, data: "none" as const };
    if (doubt !== undefined) {
      return { ...flawed, verdict: "unknown", cell: "unknown", because: doubt, fix: "" };
    }
    return { ...flawed, verdict: "lost", cell: "copy unusable", because: found, fix };
  }
  if (best.kind === "backup") {
    return {
      ...base,
      verdict: "lost",
      cell: `only backups in ${best.region}`,
      because: `of ${name} only backups are in ${best.region}, and restoring them would launch a store during the failure`,
      fix: `keep a running copy of ${name} in ${places} (${copyHint(dataset)})`,
      data: "backup",
      takeover: best.takeover,
    };
  }
  if (takeover.length > 0 && !takeover.some((region) => region.name === best.region)) {
    return {
      ...base,
      verdict: "lost",
      cell: `copy only in ${best.region}`,
      because: `${places} answers, but the copy of ${name} is in ${best.region}`,
      fix: `keep a copy of ${name} in ${places} (${copyHint(dataset)})`,
      data: "async",
    };
  }
  const cell = `async copy in ${best.region}`;
  return {
    ...base,
    verdict: "survives",
    cell,
    because: cell,
    fix: "",
    data: "async",
    takeover: best.takeover,
  };
}

/** Whether a copy outlives what else is lost in its own region. */
function stands(model: Model, { urn }: Copy, { zones }: LostLocations): boolean {
  const node = model.graph.nodes.get(urn);
  if (zones.size === 0 || node?.capacity === undefined) return true;
  return leftOf({ members: [node] }, zones).min > 0;
}

/** Usable copies where clients are sent come first; backups last. */
function rank({ region, kind, flaw }: Copy, takeover: readonly RegionModel[]): number {
  const here = takeover.some(({ name }) => name === region);
  return (kind === "backup" ? 4 : 0) + (flaw ? 2 : 0) + (here ? 0 : 1);
}

function copyHint({ tier, original }: Dataset): string {
  if (tier === "object-store") return "an aws.s3.BucketReplicationConfig between versioned buckets";
  if (isOneOf(TABLE, original.type)) return "replicas";
  return original.facts.takeover === "aurora"
    ? "an aws.rds.GlobalCluster"
    : "an instance with replicateSourceDb";
}
