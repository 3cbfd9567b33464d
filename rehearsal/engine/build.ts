/** Builds the engine from Go modules: exact versions and checksums stand in `modules/*\/go.mod` and `go.sum`. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { InstallProgress } from "./progress";

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
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    for (const binary of binaries) await compile(binary, partial, progress);
    cpSync(launcher, partial, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
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

function go(
  cwd: string,
  args: readonly string[],
  onLine: (line: string) => void = () => undefined,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    // -mod=readonly and the go.sum beside it: what is built is what was pinned, or the build fails.
    const env = { ...process.env, GOFLAGS: "-mod=readonly", GOWORK: "off" };
    const child = spawn("go", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const printed: string[] = [];
    const complaints: string[] = [];
    createInterface(child.stdout).on("line", (line) => printed.push(line));
    createInterface(child.stderr).on("line", (line) => {
      complaints.push(line);
      onLine(line);
    });
    child.on("error", (error) => {
      reject(new Error(`cannot run go: ${error.message}`));
    });
    child.on("close", (code) => {
      if (code === 0) resolve(printed);
      else
        reject(
          new Error(
            `go ${args[0] ?? ""} exited with ${code ?? "a signal"}:\n${complaints.slice(-8).join("\n")}`,
          ),
        );
    });
  });
}
