/** Builds the engine from Go modules: exact versions and checksums stand in `modules/*\/go.mod` and `go.sum`. */
import { createHash } from "node:crypto";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { go } from "./go";
import type { InstallProgress } from "./progress";
import { fillWhole } from "./whole-folder";

interface GoBinary {
  readonly name: string;
  readonly package: string;
  /** The module whose version the binary reports. */
  readonly module: string;
}

const binaries: readonly GoBinary[] = [
  {
    name: "pulumi-language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    module: "github.com/pulumi/pulumi/sdk/v3",
  },
  {
    name: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    module: "github.com/pulumi/pulumi/pkg/v3",
  },
];

const modules = join(__dirname, "modules");
const launcher = join(__dirname, "launcher");

/** Where the build of exactly these modules is kept, so that another version never meets an old build. */
export function builtFolder(cache: string): string {
  const hash = createHash("sha256");
  for (const { name } of binaries) {
    hash
      .update(readFileSync(join(modules, name, "go.mod")))
      .update(readFileSync(join(modules, name, "go.sum")));
  }
  hash.update(readFileSync(join(launcher, "pulumi-analyzer-policy")));
  return join(cache, `built-${hash.digest("hex").slice(0, 16)}`);
}

/**
 * Builds into `folder`, whole or not at all.
 * @throws with the compiler's last words when `go` is missing or fails.
 */
export async function build(folder: string, progress: InstallProgress): Promise<void> {
  await fillWhole(folder, async (partial) => {
    for (const binary of binaries) await compile(binary, partial, progress);
    cpSync(launcher, partial, { recursive: true });
  });
}

async function compile(
  { name, package: target, module }: GoBinary,
  folder: string,
  progress: InstallProgress,
): Promise<void> {
  const cwd = join(modules, name);
  const version = requiredVersion(readFileSync(join(cwd, "go.mod"), "utf8"), module);
  progress.begin(`${name} ${version}: downloading modules`);
  const packages = await go(cwd, ["list", "-deps", target]);
  progress.begin(`${name} ${version}: compiling`, packages.length);
  const linker = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  await go(
    cwd,
    ["build", "-v", "-trimpath", "-buildvcs=false", "-ldflags", linker, "-o", join(folder, name), target],
    () => {
      progress.advance();
    },
  );
  progress.end();
}

/** The version that a go.mod requires of `module`. */
export function requiredVersion(goMod: string, module: string): string {
  const line = goMod.split("\n").find((each) => each.trim().startsWith(`${module} `));
  const version = line?.trim().split(" ")[1];
  if (version === undefined) throw new Error(`go.mod requires no ${module}`);
  return version;
}
