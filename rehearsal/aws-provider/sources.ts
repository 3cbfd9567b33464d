/** Where the plugin of the AWS provider can come from, in the order in which the sources are tried. */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { isExecutable, type Engine } from "../engine/engine";
import { cacheFolder } from "../engine/resolve";
import type { EnvironmentVariables, ExecutableSource } from "../engine/source";
import { build, builtFolder, PLUGIN } from "./build";

/** A plugin that the engine can start. */
export interface AwsProvider {
  /** The folder that holds `pulumi-resource-aws`. */
  readonly bin: string;
  readonly origin: string;
}

/** The version of the SDK that is installed, which the plugin has to serve. */
export const SDK_VERSION = (
  createRequire(__filename)("@pulumi/aws/package.json") as { readonly version: string }
).version;

export function awsProviderSources(
  env: EnvironmentVariables,
  engine: Engine,
): readonly ExecutableSource<AwsProvider>[] {
  const cache = cacheFolder(env, "aws-provider");
  return [named(env), official(env, engine, cache), goModules(cache)];
}

/** The file that STANDFAST_AWS_PROVIDER names. */
function named(env: EnvironmentVariables): ExecutableSource<AwsProvider> {
  return {
    name: "STANDFAST_AWS_PROVIDER",
    remedy: `Set it to the path of a ${PLUGIN} that serves @pulumi/aws ${SDK_VERSION}.`,
    find() {
      const file = env["STANDFAST_AWS_PROVIDER"];
      if (file === undefined || file === "") return { failure: "it is not set" };
      if (basename(file) !== PLUGIN || !isExecutable(file))
        return { failure: `${file} is no ${PLUGIN} that can be run`, notable: true };
      return { bin: dirname(file), origin: "STANDFAST_AWS_PROVIDER" };
    },
  };
}

/** Pulumi's own release, which the engine downloads. */
function official(env: EnvironmentVariables, engine: Engine, cache: string): ExecutableSource<AwsProvider> {
  const homes = [env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), cache];
  const find: ExecutableSource<AwsProvider>["find"] = () => {
    const folders = homes.map((home) => join(home, "plugins", `resource-aws-v${SDK_VERSION}`));
    const bin = folders.find((folder) => isExecutable(join(folder, PLUGIN)));
    return bin === undefined ? { failure: "not downloaded yet" } : { bin, origin: "official plugin" };
  };
  return {
    name: "the official plugin",
    remedy: "Let this machine reach Pulumi's download site, or set HTTPS_PROXY.",
    find,
    install: {
      announcement: `No plugin of the AWS provider here yet: asking the engine to download ${SDK_VERSION}.`,
      async run() {
        try {
          const childEnv = { ...env, PULUMI_HOME: cache, PULUMI_SKIP_UPDATE_CHECK: "true" };
          const args = ["plugin", "install", "resource", "aws", `v${SDK_VERSION}`];
          await promisify(execFile)(join(engine.bin, "pulumi"), args, {
            env: childEnv,
            timeout: DOWNLOAD_MS,
          });
          return find();
        } catch (error) {
          const { stderr = "" } = error as { readonly stderr?: string };
          const last = stderr.trim().split("\n").pop() ?? "";
          return { failure: `it could not be downloaded (${last === "" ? String(error) : last})` };
        }
      },
    },
  };
}

/** 200 MB over a slow line. */
const DOWNLOAD_MS = 15 * 60_000;

/** HashiCorp's provider behind Pulumi's bridge, compiled here from modules whose versions and checksums are pinned. */
function goModules(cache: string): ExecutableSource<AwsProvider> {
  const bin = builtFolder(cache, SDK_VERSION);
  const find: ExecutableSource<AwsProvider>["find"] = () =>
    isExecutable(join(bin, PLUGIN)) ? { bin, origin: "built from Go modules" } : { failure: "not built yet" };
  return {
    name: "Go modules",
    remedy: "Install Go 1.26.3 or newer and let it reach a Go module proxy (GOPROXY).",
    find,
    install: {
      announcement:
        "Building the AWS provider from its Go modules: 8 to 20 minutes and 3 GB of memory, once.",
      async run(progress) {
        try {
          await build(bin, SDK_VERSION, progress);
          return find();
        } catch (error) {
          return { failure: error instanceof Error ? error.message : String(error) };
        }
      },
    },
  };
}
