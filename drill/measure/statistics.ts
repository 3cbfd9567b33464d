import type { Distribution } from "../model/report";

/**
 * The value below which `share` of the values lie, by the nearest rank: always one that was measured.
 * @param values at least one.
 * @param share above 0, up to 1.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("percentile of nothing");
  return value;
}

/** Median, 95th percentile and maximum; `undefined` of nothing. */
export function distribution(values: readonly number[]): Distribution | undefined {
  if (values.length === 0) return undefined;
  return { median: percentile(values, 0.5), p95: percentile(values, 0.95), max: percentile(values, 1) };
}
