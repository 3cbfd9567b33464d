/**
 * Finds a Pulumi engine: on PATH, else by the official npm wrapper, else built from pinned Go modules.
 * What was once fetched or built is kept outside the checkout and found at once the next time.
 */
import { homedir } from "node:os";
import { join } from "node:path";
import type { Engine } from "./engine";
import { goModules, npmWrapper, onPath } from "./engine-sources";
import type { InstallProgress } from "./progress";
import { resolveFrom, type EnvironmentVariables, type ExecutableSource } from "./source";

/**
 * Where what was fetched or built is kept, outside the checkout.
 * @default `~/.cache/standfast/<part>`; STANDFAST_CACHE and XDG_CACHE_HOME move it.
 */
export function cacheFolder(env: EnvironmentVariables, part: "engine" | "aws-provider" = "engine"): string {
  const base =
    env["STANDFAST_CACHE"] ?? join(env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "standfast");
  return join(base, part);
}

export function engineSources(env: EnvironmentVariables): readonly ExecutableSource<Engine>[] {
  const cache = cacheFolder(env);
  return [onPath(env), npmWrapper(env, cache), goModules(cache)];
}

/** @throws {NoSourceError} where no source has one. */
export function resolveEngine(
  sources: readonly ExecutableSource<Engine>[],
  progress: InstallProgress,
  say: (line: string) => void,
): Promise<Engine> {
  return resolveFrom("Pulumi engine to run", sources, progress, say);
}
