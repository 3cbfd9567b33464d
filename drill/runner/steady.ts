import type { DrillProbes } from "../model/adapter";
import { now, poll } from "../model/clock";

const askEveryMs = 250;

/** What is missing for steady state when the time is up; nothing when it holds. */
export interface SteadyStateResult {
  /** From `now()`: when it was first seen to hold. */
  readonly at?: number;
  readonly missing: readonly string[];
}

/**
 * Waits until every probe of steady state holds.
 * @param lacks is told after each look what does not hold yet.
 */
export async function awaitSteadyState(
  probes: DrillProbes,
  timeoutMs: number,
  signal: AbortSignal,
  lacks: (missing: readonly string[]) => void,
): Promise<SteadyStateResult> {
  let missing: readonly string[] = [];
  const at = await poll(
    async () => {
      const failing = (await probes.steadyState()).filter(({ ok }) => !ok);
      missing = failing.map(({ name, found }) => `${name} (${found})`);
      if (missing.length === 0) return now();
      lacks(missing);
      return undefined;
    },
    { everyMs: askEveryMs, timeoutMs, signal },
  );
  return at === undefined ? { missing } : { at, missing };
}
