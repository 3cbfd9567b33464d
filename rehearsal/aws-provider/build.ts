/** Builds the plugin from Go modules: exact versions and checksums stand in `modules/*\/go.mod` and `go.sum`. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { go } from "../engine/go";
import type { InstallProgress } from "../engine/progress";
import { fillWhole } from "../engine/whole-folder";
import { assemble, automaticNames } from "./source-tree";

export const PLUGIN = "pulumi-resource-aws";

const PROVIDER = "github.com/hashicorp/terraform-provider-aws";
const AWS_SDK = "github.com/aws/aws-sdk-go-v2/service";
const PLUGIN_SDK = "github.com/hashicorp/terraform-plugin-sdk/v2";

const modules = join(__dirname, "modules");

/** Where the build of exactly these sources is kept, so that another version never meets an old build. */
export function builtFolder(cache: string, sdkVersion: string): string {
  const hash = createHash("sha256").update(sdkVersion).update(automaticNames());
  const files = readdirSync(modules, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const sources = ["plugin-sdk-edits.ts", "services.ts", "source-tree.ts"].map((name) =>
    join(__dirname, name),
  );
  for (const file of [...files.sort(), ...sources]) hash.update(readFileSync(file));
  return join(cache, `built-${hash.digest("hex").slice(0, 16)}`);
}

/**
 * Builds the plugin into `folder`, whole or not at all.
 * @param sdkVersion the version of @pulumi/aws whose programs it serves.
 * @throws {Error} with the toolchain's last words when `go` is missing or fails.
 */
export async function build(folder: string, sdkVersion: string, progress: InstallProgress): Promise<void> {
  await fillWhole(folder, async (partial) => {
    const tree = join(partial, "tree");
    const module = await assembled(tree, progress);
    await compile(module, PLUGIN, join(partial, PLUGIN), progress, `-X main.Version=${sdkVersion}`);
    rmSync(tree, { recursive: true });
  });
}

/**
 * What the provider's schemas say of its resource types, as JSON; the command is `modules/plugin/cmd/facts`.
 * @param folder where it is built; it is emptied first.
 */
export async function schemas(folder: string, progress: InstallProgress): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const module = await assembled(folder, progress);
  const command = join(folder, "facts");
  await compile(module, "facts", command, progress);
  return execFileSync(command, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** @returns the folder of the main module. */
async function assembled(folder: string, progress: InstallProgress): Promise<string> {
  progress.begin(`${PLUGIN}: downloading the provider`);
  const printed = await go(join(modules, "sources"), ["mod", "download", "-json", PROVIDER, PLUGIN_SDK]);
  const downloaded = JSON.parse(`[${printed.join("\n").replaceAll("}\n{", "},{")}]`) as readonly {
    readonly Path: string;
    readonly Dir: string;
  }[];
  const unpacked = new Map(downloaded.map(({ Path, Dir }) => [Path, Dir]));
  const module = assemble(folder, {
    provider: unpacked.get(PROVIDER) ?? "",
    pluginSdk: unpacked.get(PLUGIN_SDK) ?? "",
  });
  progress.end();
  return module;
}

async function compile(
  module: string,
  command: string,
  file: string,
  progress: InstallProgress,
  linker = "",
): Promise<void> {
  const target = `./cmd/${command}`;
  progress.begin(`${command}: downloading modules`);
  const packages = await go(module, ["list", "-deps", target]);
  progress.begin(`${command}: compiling`, packages.length);
  const flags = [
    // Unoptimised, without debugging information: the plugin waits for the engine, and the compiler takes half as long.
    ...[PROVIDER, AWS_SDK].map((path) => `-gcflags=${path}/...=-N -l -dwarf=false`),
    `-ldflags=-s -w ${linker}`,
  ];
  await go(module, ["build", "-v", "-trimpath", "-buildvcs=false", ...flags, "-o", file, target], () => {
    progress.advance();
  });
  progress.end();
}
