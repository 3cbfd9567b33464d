/**
 * What a failure leaves: pure arithmetic on whole units.
 *
 * Nothing that would have to be launched during the failure is counted: when a zone is gone, everyone asks the
 * remaining ones for machines at once.
 */
import type { PlacementSpread } from "./graph/types";

/** What is left: surely `min`, at best `max`. Both are the same when the plan tells everything. */
export interface UnitRange {
  readonly min: number;
  readonly max: number;
}

export function exactly(units: number): UnitRange {
  return { min: units, max: units };
}

export const NOTHING_KNOWN: UnitRange = { min: 0, max: Number.POSITIVE_INFINITY };

export function add(one: UnitRange, other: UnitRange): UnitRange {
  return { min: one.min + other.min, max: one.max + other.max };
}

/**
 * The most units that the loss of `lost` out of `domains` zones or hosts can take along.
 * @param units how many there are in all.
 * @param domains how many zones or hosts they are spread over; at least 1.
 * @param lost how many of these are lost. @default 1
 */
export function worstLoss(units: number, spread: PlacementSpread, domains: number, lost = 1): number {
  if (lost <= 0 || units <= 0) return 0;
  switch (spread.kind) {
    case "together":
      return units;
    case "balanced":
      return lost >= domains ? units : lost * Math.floor(units / domains) + Math.min(lost, units % domains);
    case "one-each":
      return Math.min(units, lost);
    case "redundant":
      // The service keeps it in a second zone; nothing is promised for the loss of both.
      return lost === 1 ? 0 : units;
    case "skew":
      return skewedLoss(units, spread.maxSkew, Math.max(domains, spread.minDomains), lost);
  }
}

/**
 * Kubernetes topology spread: no zone holds over `skew` pods more than the emptiest one. With one zone lost this is
 * floor((R + (n - 1) s) / n): the fullest zone, when all others hold `skew` less.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
function skewedLoss(units: number, skew: number, domains: number, lost: number): number {
  if (lost >= domains) return units;
  const others = domains - lost;
  // Let `floor` be what the emptiest zone holds: each other zone holds between that and `floor + skew`.
  const kept = Array.from({ length: Math.floor(units / domains) + 1 }, (_, floor) => {
    const left = Math.max(others * floor, units - lost * (floor + skew));
    return left <= others * (floor + skew) ? left : units;
  });
  return units - Math.min(...kept);
}

/**
 * Units that must be left for a tier to carry its load: at least 1, and `share` of what is sure to run.
 * @param share from 0 to 1.
 */
export function neededOf(units: number, share: number): number {
  // Guards against 0.7 × 10 = 7.000000000000001.
  return Math.max(1, Math.ceil(units * share - 1e-9));
}
