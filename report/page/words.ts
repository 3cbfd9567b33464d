/** The words and signs that every part of the page uses; signs stand beside colours, which not everybody sees. */
import type { SurvivalVerdict } from "../model/inputs";

const TIER_TITLES: Readonly<Record<string, string>> = {
  dns: "DNS",
  "load-balancer": "Load balancer",
  app: "Application",
  cache: "Cache",
  database: "Database",
  "object-store": "Object store",
  egress: "Egress",
  secrets: "Secrets",
};

/** The title of a tier, as it heads a column. */
export function tierTitle(tier: string): string {
  return TIER_TITLES[tier] ?? tier;
}

export const SIGNS: Readonly<Record<SurvivalVerdict, string>> = {
  survives: "✓",
  lost: "✕",
  unknown: "?",
};

/** `1 finding`, `2 findings`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
