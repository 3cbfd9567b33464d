/** How long a part of the site may take to say how it is: on a busy machine one that is well may take its time. */
export const askTimeoutMs = 3_000;
/** The same where a failover is followed as it happens, and a part that hangs must not hold up the next look. */
export const followTimeoutMs = 800;

/** Asks over HTTP; `undefined` when no answer comes in time. */
export async function ask(
  url: string,
  { method = "GET", timeoutMs = askTimeoutMs }: { method?: string; timeoutMs?: number } = {},
): Promise<{ status: number; text: string } | undefined> {
  try {
    const answer = await fetch(url, { method, signal: AbortSignal.timeout(timeoutMs) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return undefined;
  }
}

/** Asks for JSON; `undefined` when there is none. */
export async function askJson(url: string, timeoutMs = askTimeoutMs): Promise<unknown> {
  const answer = await ask(url, { timeoutMs });
  if (!answer) return undefined;
  try {
    return JSON.parse(answer.text) as unknown;
  } catch {
    return undefined;
  }
}
