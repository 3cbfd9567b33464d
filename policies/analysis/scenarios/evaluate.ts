import type { Model } from "../model/types";
import { drainOutcomes, nodeOutcomes, zoneOutcomes } from "./local";
import { regionOutcomes } from "./region";
import type { FailureScenario, Outcome } from "./types";

/** What `failure` does to everything that it can touch. */
export function evaluate(model: Model, { kind, region: name, dead }: FailureScenario): readonly Outcome[] {
  const region = model.regions.get(name);
  if (!region) return [];
  switch (kind) {
    case "node":
      return nodeOutcomes(region);
    case "drain":
      return drainOutcomes(region);
    case "zone":
      return zoneOutcomes(region, dead.zones);
    case "region":
      return regionOutcomes(model, region, dead);
    case "pair":
      return dead.regions.size > 0 ? regionOutcomes(model, region, dead) : zoneOutcomes(region, dead.zones);
  }
}
