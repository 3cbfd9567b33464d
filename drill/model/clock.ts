import { performance } from "node:perf_hooks";

/**
 * Milliseconds since the epoch that never jump: a drill outlives clock corrections.
 * Compare only with other values of this function.
 */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Waits, or ends early when the drill is aborted.
 * @throws the signal's reason when it fires.
 */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new Error("aborted"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Asks until the answer is not `undefined`; gives `undefined` when the time is up. */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  { everyMs, timeoutMs, signal }: { everyMs: number; timeoutMs: number; signal?: AbortSignal },
): Promise<T | undefined> {
  const deadline = now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (now() + everyMs > deadline) return undefined;
    await sleep(everyMs, signal);
  }
}
