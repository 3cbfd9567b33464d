/**
 * Finds a Pulumi engine: on PATH, else by the official npm wrapper, else built from pinned Go modules.
 * What was once fetched or built is kept outside the checkout and found at once the next time.
 */
import { homedir } from "node:os";
import { join } from "node:path";
import type { Engine } from "./engine";
import type { Progress } from "./progress";
import { isEngine, type Environment, type Way } from "./way";
import { goModules, npmWrapper, onPath } from "./ways";

/** No way led to an engine; the message says what to do. */
export class NoEngineError extends Error {
  override readonly name = "NoEngineError";
}

/** @default `~/.cache/standfast/engine`; STANDFAST_CACHE and XDG_CACHE_HOME move it. */
export function cacheFolder(env: Environment): string {
  const base =
    env["STANDFAST_CACHE"] ?? join(env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "standfast");
  return join(base, "engine");
}

export function waysFor(env: Environment): readonly Way[] {
  const cache = cacheFolder(env);
  return [onPath(env), npmWrapper(env, cache), goModules(cache)];
}

/**
 * @param say prints a line about what is being done.
 * @throws {NoEngineError} naming what was tried and a remedy for each way.
 */
export async function resolveEngine(
  ways: readonly Way[],
  progress: Progress,
  say: (line: string) => void,
): Promise<Engine> {
  const failures = new Map<Way, string>();
  for (const way of ways) {
    const attempt = way.ready();
    if (isEngine(attempt)) return attempt;
    failures.set(way, attempt.failure);
  }
  for (const way of ways) {
    if (!way.acquire) continue;
    say(way.acquire.announcement);
    const attempt = await way.acquire.get(progress);
    if (isEngine(attempt)) return attempt;
    failures.set(way, attempt.failure);
    say(`  ${attempt.failure}`);
  }
  throw new NoEngineError(
    [
      `There is no Pulumi engine to run. ${ways.length} ways were tried; any one of them is enough:`,
      ...ways.flatMap((way, index) => [
        `  ${index + 1}. ${way.name}: ${failures.get(way) ?? ""}.`,
        `     ${way.remedy}`,
      ]),
    ].join("\n"),
  );
}
