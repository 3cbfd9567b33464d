/** Which drill measures which prediction. What a drill breaks on its site stands for one failure and tier of the plan. */
import type { DrillReport } from "../../drill/model/report";
import type { PredictionEntry } from "./inputs";

export interface Measured {
  readonly scenario: string;
  /** `local`: real processes of one machine, which prove the mechanism and not AWS. */
  readonly backend: "local" | "aws";
  /** Seconds of the longest outage: the median of the trials. */
  readonly seconds: number;
  readonly trials: number;
}

type Place = Pick<PredictionEntry, "kind" | "tier">;

export const STANDS_FOR: Readonly<Record<string, Place>> = {
  api_kill: { kind: "node", tier: "app" },
  redis_kill: { kind: "node", tier: "cache" },
  node_kill: { kind: "node", tier: "database" },
  region_kill: { kind: "region", tier: "database" },
};

/** What was measured of a prediction; the latest drill counts. */
export function measuredOf({ kind, tier }: Place, drills: readonly DrillReport[]): Measured | undefined {
  for (const { backend, scenarios } of drills) {
    for (const { name, outageMs, trials } of scenarios) {
      const place = STANDS_FOR[name];
      if (place?.kind !== kind || place.tier !== tier || !outageMs) continue;
      return { scenario: name, backend, seconds: outageMs.median / 1000, trials: trials.length };
    }
  }
  return undefined;
}
