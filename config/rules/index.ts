import type { Settings } from "../schema";
import { appTierRules } from "./app-tier";
import { dataRules } from "./data";
import type { Draft, SettingsMistake } from "./draft";
import { edgeRules } from "./edge";
import { failoverRules } from "./failover";
import { networkRules } from "./network";
import { operationsRules } from "./operations";
import { regionRules } from "./regions";

export type { Draft, SettingsMistake };

const rules = [
  ...regionRules,
  ...networkRules,
  ...edgeRules,
  ...appTierRules,
  ...dataRules,
  ...failoverRules,
  ...operationsRules,
];

/** What is wrong between settings that are good by themselves. */
export function brokenRules(draft: Draft<Settings>): readonly SettingsMistake[] {
  return rules.flatMap((rule) => rule(draft));
}
