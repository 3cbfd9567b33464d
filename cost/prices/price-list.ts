/** A list of prices of one day, and the looking up in it. */
import { worldwide } from "../../plan/plan";

/**
 * How sure a price is. `listed`: seen in a copy of AWS's public price list. `quoted`: as a page or a program of that
 * year gives it. `estimated`: not looked up; scaled from the other region, or from memory.
 */
export type PriceEvidence = "listed" | "quoted" | "estimated";

export type PriceUnit = "hour" | "month" | "GiB-month" | "run";

export interface Price {
  /** Service and what is sold, such as `ec2/m7g.large`. */
  readonly item: string;
  readonly region: string;
  readonly unit: PriceUnit;
  readonly usd: number;
  readonly evidence: PriceEvidence;
  /** AWS's own page, where it can be checked. */
  readonly source: string;
}

export interface PriceList {
  /** Day of which the prices are, as 2026-10-08. */
  readonly asOf: string;
  readonly prices: readonly Price[];
}

/** Prices of one page: for each item, what it costs in each of the regions. */
export interface PricePage {
  readonly source: string;
  readonly unit: PriceUnit;
  readonly regions: Readonly<Record<string, PriceEvidence>>;
  readonly items: Readonly<Record<string, readonly number[]>>;
}

export function pricesOf({ source, unit, regions, items }: PricePage): readonly Price[] {
  return Object.entries(items).flatMap(([item, amounts]) =>
    Object.entries(regions).map(([region, evidence], at) => {
      const usd = amounts[at];
      if (usd === undefined)
        throw new Error(`${item} has no price for ${region}: give ${Object.keys(regions).length}`);
      return { item, region, unit, usd, evidence, source };
    }),
  );
}

/** The price in a region; what is sold for the whole world has one of its own. */
export function priceIn({ prices }: PriceList, item: string, region: string): Price | undefined {
  return prices.find(
    (price) => price.item === item && (price.region === region || price.region === worldwide),
  );
}
