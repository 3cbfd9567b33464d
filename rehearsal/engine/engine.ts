/** A Pulumi engine that can be run: where it is and where it came from. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface Engine {
  /** The folder that holds `pulumi` and, beside it, the Node.js language host. */
  readonly bin: string;
  /** Such as `v3.150.0`. */
  readonly version: string;
  readonly origin: "PATH" | "npm wrapper" | "built from Go modules";
}

/** The oldest engine that runs this program's SDK; it is the one that the Go modules build. */
export const OLDEST_ENGINE = "v3.150.0";

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** How long `pulumi version` may take; a loaded machine needs a second. */
const VERSION_TIMEOUT_MS = 10_000;

/** Asks the `pulumi` in `bin` for its version. @throws {Error} that says why it has none. */
export function versionIn(bin: string, timeoutMs: number = VERSION_TIMEOUT_MS): string {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { stdout, error, status } = spawnSync(join(bin, "pulumi"), ["version"], {
    encoding: "utf8",
    env,
    stdio: ["ignore", "pipe", "ignore"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  if (error && "code" in error && error.code === "ETIMEDOUT") {
    throw new Error(`${join(bin, "pulumi")} did not answer "pulumi version" within ${timeoutMs / 1000} s`);
  }
  if (error ?? status !== 0) throw new Error(`${join(bin, "pulumi")} does not answer "pulumi version"`);
  return stdout.trim();
}

/** Whether version `one` is at least `other`, both such as `v3.150.0`. */
export function atLeast(one: string, other: string): boolean {
  const parts = (version: string) => version.replace(/^v/, "").split(/[.-]/).map(Number);
  const [a, b] = [parts(one), parts(other)];
  for (const index of [0, 1, 2]) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The folders of PATH, without those of this project's own npm scripts. */
export function searchPath(path: string | undefined): string[] {
  return (path ?? "").split(delimiter).filter((folder) => folder !== "" && !folder.includes("node_modules"));
}
