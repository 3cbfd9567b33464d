/**
 * How busy an instance may be, so that the loss of a zone needs no new instance: pure arithmetic.
 *
 * With the load spread over `zones` zones, losing one leaves the others with `zones / (zones - 1)` times their share.
 * Scaling out takes minutes and competes with every other customer who lost that zone, so the room has to exist beforehand.
 */

/** Percent of CPU up to which an instance still answers in time; above it, queues grow quickly. */
const survivableCpuPercent = 80;

/**
 * The CPU percentage to scale at: with three zones 53, which becomes 80 (53 × 3 / 2) when one of them is gone.
 * @throws {RangeError} when there are fewer than 2 zones, because nothing is left after the loss of one.
 */
export function targetCpuPercent(zones: number): number {
  if (zones < 2) throw new RangeError(`zones must be at least 2, got ${zones}`);
  return Math.floor((survivableCpuPercent * (zones - 1)) / zones);
}
