/**
 * Finds a Pulumi engine: on PATH, else by the official npm wrapper, else built from pinned Go modules.
 * What was once fetched or built is kept outside the checkout and found at once the next time.
 */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { build, builtFolder } from "./build";
import { atLeast, isExecutable, OLDEST_ENGINE, searchPath, versionIn, type Engine } from "./engine";
import type { Progress } from "./progress";

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  /** Prints a line that says what is being done. */
  say(line: string): void;
}

/** None of the three ways led to an engine; the message says what to do. */
export class NoEngineError extends Error {
  override readonly name = "NoEngineError";
}

type Attempt = Engine | { readonly failure: string };

export function cacheFolder(env: Surroundings["env"]): string {
  const base =
    env["STANDFAST_CACHE"] ?? join(env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "standfast");
  return join(base, "engine");
}

/** @throws {NoEngineError} naming the three things that were tried and a remedy for each. */
export async function resolveEngine(surroundings: Surroundings): Promise<Engine> {
  const { env, say } = surroundings;
  const cache = cacheFolder(env);
  const ready = [onPath(env), downloaded(cache), built(cache)];
  const found = ready.find(isEngine);
  if (found) return found;

  say("No Pulumi engine here yet: asking the official npm wrapper to download one.");
  const fetched = await download(cache, env);
  if (isEngine(fetched)) return fetched;
  say(`  ${fetched.failure}`);

  say("Building the engine from its Go modules instead: 2 to 6 minutes, once.");
  const made = await buildHere(cache, surroundings);
  if (isEngine(made)) return made;
  throw new NoEngineError(remedies(ready[0], fetched, made, cache));
}

function isEngine(attempt: Attempt | undefined): attempt is Engine {
  return attempt !== undefined && "bin" in attempt;
}

function onPath(env: Surroundings["env"]): Attempt {
  for (const bin of searchPath(env["PATH"])) {
    if (!isExecutable(join(bin, "pulumi"))) continue;
    const version = versionIn(bin);
    if (version === undefined) return { failure: `${join(bin, "pulumi")} does not answer "pulumi version"` };
    if (!atLeast(version, OLDEST_ENGINE))
      return { failure: `pulumi on PATH is ${version}, older than ${OLDEST_ENGINE}` };
    return { bin, version, origin: "PATH" };
  }
  return { failure: "no pulumi on PATH" };
}

const wrapper = createRequire(__filename)("pulumi/package.json") as { readonly version: string };

function downloaded(cache: string): Attempt {
  const bin = join(cache, "versions", wrapper.version, "bin");
  if (!isExecutable(join(bin, "pulumi"))) return { failure: "not downloaded yet" };
  return { bin, version: `v${wrapper.version}`, origin: "npm wrapper" };
}

async function download(cache: string, env: Surroundings["env"]): Promise<Attempt> {
  const script = join(dirname(createRequire(__filename).resolve("pulumi/package.json")), "run.js");
  try {
    // The wrapper installs below PULUMI_HOME on its first use.
    const childEnv = { ...env, PULUMI_HOME: cache, PULUMI_SKIP_UPDATE_CHECK: "true" };
    await promisify(execFile)(process.execPath, [script, "version"], { env: childEnv });
    return downloaded(cache);
  } catch (error) {
    const stderr = (error as { readonly stderr?: string }).stderr ?? "";
    const last = stderr.trim().split("\n").pop() ?? "";
    return { failure: `the npm wrapper could not download it: ${last === "" ? String(error) : last}` };
  }
}

function built(cache: string): Attempt {
  const bin = builtFolder(cache);
  if (!isExecutable(join(bin, "pulumi"))) return { failure: "not built yet" };
  return { bin, version: OLDEST_ENGINE, origin: "built from Go modules" };
}

async function buildHere(cache: string, { progress }: Surroundings): Promise<Attempt> {
  try {
    await build(builtFolder(cache), progress);
    return built(cache);
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function remedies(
  path: Attempt | undefined,
  wrapperFailure: Attempt,
  buildFailure: Attempt,
  cache: string,
): string {
  const reason = (attempt: Attempt | undefined) => (attempt && "failure" in attempt ? attempt.failure : "");
  return [
    "There is no Pulumi engine to run. Three ways were tried; any one of them is enough:",
    `  1. PATH: ${reason(path)}.`,
    `     Install the Pulumi CLI, ${OLDEST_ENGINE} or newer, and put it on PATH.`,
    `  2. The npm package "pulumi": ${reason(wrapperFailure)}.`,
    "     Let this machine reach get.pulumi.com, or set HTTPS_PROXY.",
    `  3. Go modules: ${reason(buildFailure)}.`,
    "     Install Go 1.24 or newer and let it reach a Go module proxy (GOPROXY).",
    `What is fetched or built is kept in ${cache} (STANDFAST_CACHE moves it).`,
  ].join("\n");
}
