/** Whose report it is: asked of git, the machine and the clock. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import type { InputFile, Provenance } from "./model/run-report";

const checkout = join(__dirname, "..");

/** @param operator who answers for it. @default git's `user.name`, else the user of the machine */
export function provenanceOf(
  inputs: readonly InputFile[],
  engine: string | undefined,
  operator: string | undefined,
): Provenance {
  const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as {
    readonly version: string;
  };
  return {
    writtenAt: new Date().toISOString(),
    operator: operator ?? git("config", "user.name") ?? userInfo().username,
    host: hostname(),
    commit: git("rev-parse", "HEAD"),
    modified: git("status", "--porcelain", "--untracked-files=no") !== undefined,
    versions: {
      Standfast: version,
      "Node.js": process.versions.node,
      ...(engine !== undefined && { "Pulumi engine": engine }),
    },
    inputs,
  };
}

/** What git says; undefined where it says nothing, or there is none. */
function git(...args: readonly string[]): string | undefined {
  try {
    const said = execFileSync("git", args, {
      cwd: checkout,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return said.trim() || undefined;
  } catch {
    return undefined;
  }
}
