/**
 * Finds a Pulumi engine: on PATH, else by the official npm wrapper, else built from pinned Go modules.
 * What was once fetched or built is kept outside the checkout and found at once the next time.
 */
import { homedir } from "node:os";
import { join } from "node:path";
import type { Engine } from "./engine";
import type { InstallProgress } from "./progress";
import { isEngine, type EnvironmentVariables, type EngineSource } from "./engine-source";
import { goModules, npmWrapper, onPath } from "./engine-sources";

/** No source gave an engine; the message says what to do. */
export class NoEngineError extends Error {
  override readonly name = "NoEngineError";
}

/** @default `~/.cache/standfast/engine`; STANDFAST_CACHE and XDG_CACHE_HOME move it. */
export function cacheFolder(env: EnvironmentVariables): string {
  const base =
    env["STANDFAST_CACHE"] ?? join(env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "standfast");
  return join(base, "engine");
}

export function engineSources(env: EnvironmentVariables): readonly EngineSource[] {
  const cache = cacheFolder(env);
  return [onPath(env), npmWrapper(env, cache), goModules(cache)];
}

/**
 * @param say prints a line about what is being done.
 * @throws {NoEngineError} naming what was tried and a remedy for each source.
 */
export async function resolveEngine(
  sources: readonly EngineSource[],
  progress: InstallProgress,
  say: (line: string) => void,
): Promise<Engine> {
  const failures = new Map<EngineSource, string>();
  for (const source of sources) {
    const found = source.find();
    if (isEngine(found)) return found;
    failures.set(source, found.failure);
    if (found.notable) say(`  ${source.name}: ${found.failure}; passing it over`);
  }
  for (const source of sources) {
    if (!source.install) continue;
    say(source.install.announcement);
    const found = await source.install.run(progress);
    if (isEngine(found)) return found;
    failures.set(source, found.failure);
    say(`  ${found.failure}`);
  }
  throw new NoEngineError(
    [
      `There is no Pulumi engine to run. ${sources.length} sources were tried; any one of them is enough:`,
      ...sources.flatMap((source, index) => [
        `  ${index + 1}. ${source.name}: ${failures.get(source) ?? ""}.`,
        `     ${source.remedy}`,
      ]),
    ].join("\n"),
  );
}
