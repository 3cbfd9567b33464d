/** How long a part of the site may take to say how it is. */
export const askTimeoutMs = 800;

/** Asks over HTTP; `undefined` when no answer comes in time. */
export async function ask(
  url: string,
  method = "GET",
): Promise<{ status: number; text: string } | undefined> {
  try {
    const answer = await fetch(url, { method, signal: AbortSignal.timeout(askTimeoutMs) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return undefined;
  }
}

/** Asks for JSON; `undefined` when there is none. */
export async function askJson(url: string): Promise<unknown> {
  const answer = await ask(url);
  if (!answer) return undefined;
  try {
    return JSON.parse(answer.text) as unknown;
  } catch {
    return undefined;
  }
}
