import type { Plan } from "../framework/planned";
import { claimsRegions } from "./claims";
import { type Declared, declaredBy } from "./declared";
import { buildGraph } from "./graph/build";
import { buildModel } from "./model/build";
import type { Model } from "./model/types";
import { predict } from "./prediction/predict";
import type { Prediction } from "./prediction/types";
import type { AnalysisSettings, Objectives } from "./settings";
import { analysisSettings } from "./settings";
import { survivabilityOf } from "./survivability/table";
import type { Survivability } from "./survivability/types";

/** All that the analysis says of a plan. */
export interface Analysis {
  readonly model: Model;
  /** Whether the program promises to outlive a region. */
  readonly claimsRegions: boolean;
  readonly survivability: Survivability;
  readonly predictions: readonly Prediction[];
}

/** What is said of one plan under one configuration is said to several rules: it is worked out once. */
const known = new WeakMap<Plan, Map<string, Analysis>>();

/** Analyses a plan. @param settings what is configured; what is left out has its default. */
export function analyse(plan: Plan, settings: Partial<AnalysisSettings> = {}): Analysis {
  const complete = { ...analysisSettings.parse({}), ...settings };
  const key = JSON.stringify(complete);
  const before = known.get(plan) ?? new Map<string, Analysis>();
  known.set(plan, before);
  const found = before.get(key) ?? run(plan, complete);
  before.set(key, found);
  return found;
}

function run(plan: Plan, settings: AnalysisSettings): Analysis {
  const model = buildModel(buildGraph(plan), settings);
  const claims = claimsRegions(model, settings.regions);
  const survivability = survivabilityOf(model, claims);
  const objectives = tightened(settings.objectives, declaredBy(plan));
  const predictions = predict(model, survivability, { ...settings, objectives });
  return { model, claimsRegions: claims, survivability, predictions };
}

/** A program may promise more than the pack demands of it, never less. */
function tightened(objectives: Objectives, declared: Declared): Objectives {
  const { region } = objectives;
  return {
    ...objectives,
    region: {
      ...region,
      recoveryTimeSeconds: Math.min(region.recoveryTimeSeconds, declared.recoveryTimeSeconds ?? Infinity),
      recoveryPointSeconds: Math.min(region.recoveryPointSeconds, declared.recoveryPointSeconds ?? Infinity),
    },
  };
}
