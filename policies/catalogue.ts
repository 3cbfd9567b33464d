import { analysisRules } from "./analysis/rules";
import { EXEMPTION_HYGIENE } from "./framework/exemptions";
import { GROUPS, type PolicyRule, type RuleInfo } from "./framework/rule";
import { rules } from "./rules";

/** Every rule of the pack, group by group. */
export const catalogue: readonly PolicyRule[] = inGroups([...rules, ...analysisRules]);

/** What people are told of: the rules, and the watch over exemptions. */
export const entries: readonly RuleInfo[] = inGroups([...catalogue, EXEMPTION_HYGIENE]);

function inGroups<T extends RuleInfo>(all: readonly T[]): readonly T[] {
  return GROUPS.flatMap((group) => all.filter((rule) => rule.group === group));
}
