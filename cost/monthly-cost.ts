/** The monthly cost of a plan while nobody uses it. Pure. */
import type { PulumiPlan } from "../plan/plan";
import { priceIn, type PriceEvidence, type PriceList, type PriceUnit } from "./prices/price-list";
import { idleCaches, type IdleCache } from "./idle-caches";
import { isWithoutCostAtRest, notCounted } from "./unmetered";
import { isMetered, usageOf, type CostPart, type Usage } from "./usage";

export interface CostLine {
  readonly region: string;
  readonly part: CostPart;
  readonly item: string;
  /** In the unit of the price, in a month. */
  readonly quantity: number;
  readonly unit: PriceUnit;
  /** US dollars a month. */
  readonly monthlyUsd: number;
  readonly evidence: PriceEvidence;
}

/** Something that is in the plan, and not in the sum. */
export interface UnpricedItem {
  /** An item of the price list, or a resource type that the estimate does not know. */
  readonly what: string;
  /** Undefined for a type, which is unknown everywhere. */
  readonly region: string | undefined;
}

export interface CostReport {
  readonly asOf: string;
  readonly monthlyUsd: number;
  /** One for each region, part and item. */
  readonly lines: readonly CostLine[];
  /** Of the sum: what nothing uses until a failover, and could be smaller until then. */
  readonly idleCaches: readonly IdleCache[];
  readonly unpriced: readonly UnpricedItem[];
  readonly notCounted: readonly string[];
}

export function monthlyCost(plan: PulumiPlan, prices: PriceList): CostReport {
  const usages = summed(usageOf(plan));
  const lines = usages.flatMap(({ region, part, item, quantity }): readonly CostLine[] => {
    const price = priceIn(prices, item, region);
    if (!price) return [];
    const { unit, evidence } = price;
    return [{ region, part, item, quantity, unit, monthlyUsd: quantity * price.usd, evidence }];
  });
  const missing = usages.filter(({ region, item }) => priceIn(prices, item, region) === undefined);
  const unknownTypes = plan.resources
    .map(({ type }) => type)
    .filter((type) => !isMetered(type) && !isWithoutCostAtRest(type));
  return {
    asOf: prices.asOf,
    monthlyUsd: lines.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0),
    lines,
    idleCaches: idleCaches(plan, lines),
    unpriced: [
      ...missing.map(({ item, region }) => ({ what: item, region })),
      ...[...new Set(unknownTypes)].sort().map((what) => ({ what, region: undefined })),
    ],
    notCounted,
  };
}

function summed(usages: readonly Usage[]): readonly Usage[] {
  const byKey = new Map<string, Usage>();
  for (const usage of usages) {
    const key = `${usage.region} ${usage.part} ${usage.item}`;
    const quantity = (byKey.get(key)?.quantity ?? 0) + usage.quantity;
    byKey.set(key, { ...usage, quantity });
  }
  return [...byKey.values()];
}
