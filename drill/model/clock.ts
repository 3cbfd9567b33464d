/** Milliseconds of the machine's monotonic clock, which all of its processes share. */
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** What `now()` adds to that clock: another process has begun at another moment, and adds something else. */
export const clockOffsetMs = Date.now() - monotonicMs();

/**
 * Milliseconds since the epoch that never jump: a drill outlives clock corrections.
 * Compare only with other values of this function, in another process after `clockOffsetMs` was taken into account.
 */
export function now(): number {
  return monotonicMs() + clockOffsetMs;
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
