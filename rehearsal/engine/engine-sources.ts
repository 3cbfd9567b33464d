/** Where an engine can come from, in the order in which the sources are tried. */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { build, builtFolder } from "./build";
import { atLeast, isExecutable, OLDEST_ENGINE, searchPath, versionIn, type Engine } from "./engine";
import type { EnvironmentVariables, ExecutableSource } from "./source";

/**
 * An engine that the machine has.
 * @param timeoutMs how long it may take to tell its version. @default 10 s
 */
export function onPath(env: EnvironmentVariables, timeoutMs?: number): ExecutableSource<Engine> {
  return {
    name: "PATH",
    remedy: `Install the Pulumi CLI, ${OLDEST_ENGINE} or newer, and put it on PATH.`,
    find() {
      const bin = searchPath(env["PATH"]).find((folder) => isExecutable(join(folder, "pulumi")));
      if (bin === undefined) return { failure: "no pulumi there" };
      let version: string;
      try {
        version = versionIn(bin, timeoutMs);
      } catch (error) {
        return { failure: (error as Error).message, notable: true };
      }
      if (!atLeast(version, OLDEST_ENGINE))
        return { failure: `pulumi there is ${version}, older than ${OLDEST_ENGINE}` };
      return { bin, version, origin: "PATH" };
    },
  };
}

/** The official release, which the npm package `pulumi` downloads on its first use. */
export function npmWrapper(env: EnvironmentVariables, cache: string): ExecutableSource<Engine> {
  const nodeRequire = createRequire(__filename);
  const { version } = nodeRequire("pulumi/package.json") as { readonly version: string };
  const find: ExecutableSource<Engine>["find"] = () => {
    const bin = join(cache, "versions", version, "bin");
    if (!isExecutable(join(bin, "pulumi"))) return { failure: "not downloaded yet" };
    return { bin, version: `v${version}`, origin: "npm wrapper" };
  };
  return {
    name: 'the npm package "pulumi"',
    remedy: "Let this machine reach Pulumi's download site, or set HTTPS_PROXY.",
    find,
    install: {
      announcement: "No Pulumi engine here yet: asking the official npm wrapper to download one.",
      async run() {
        const script = join(dirname(nodeRequire.resolve("pulumi/package.json")), "run.js");
        try {
          // The wrapper installs below PULUMI_HOME.
          const childEnv = { ...env, PULUMI_HOME: cache, PULUMI_SKIP_UPDATE_CHECK: "true" };
          await promisify(execFile)(process.execPath, [script, "version"], { env: childEnv });
          return find();
        } catch (error) {
          const { stderr = "" } = error as { readonly stderr?: string };
          const last = stderr.trim().split("\n").pop() ?? "";
          return { failure: `it could not download the release (${last === "" ? String(error) : last})` };
        }
      },
    },
  };
}

/** The same engine, compiled here from modules whose versions and checksums are pinned. */
export function goModules(cache: string): ExecutableSource<Engine> {
  const bin = builtFolder(cache);
  const find: ExecutableSource<Engine>["find"] = () =>
    isExecutable(join(bin, "pulumi"))
      ? { bin, version: OLDEST_ENGINE, origin: "built from Go modules" }
      : { failure: "not built yet" };
  return {
    name: "Go modules",
    remedy: "Install Go 1.24 or newer and let it reach a Go module proxy (GOPROXY).",
    find,
    install: {
      announcement: "Building the engine from its Go modules: 2 to 6 minutes, once.",
      async run(progress) {
        try {
          await build(bin, progress);
          return find();
        } catch (error) {
          return { failure: error instanceof Error ? error.message : String(error) };
        }
      },
    },
  };
}
