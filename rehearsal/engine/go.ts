/** Runs the Go toolchain on modules whose versions and checksums are pinned. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface GoOptions {
  /** Called with each line of the error stream. @default nothing is called */
  readonly onLine?: (line: string) => void;
  /** Runs at the lowest priority but one, so that tests beside it keep their time. @default false */
  readonly inBackground?: boolean;
}

/**
 * @returns the lines that `go` printed.
 * @throws {Error} with the toolchain's last words when `go` is missing or fails.
 */
export function go(cwd: string, args: readonly string[], options: GoOptions = {}): Promise<string[]> {
  return new Promise((resolve, reject) => {
    // -mod=readonly and the go.sum beside it: what is built is what was pinned, or the build fails.
    const env = { ...process.env, GOFLAGS: "-mod=readonly", GOWORK: "off" };
    const child = spawn("go", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const printed: string[] = [];
    const complaints: string[] = [];
    createInterface(child.stdout).on("line", (line) => printed.push(line));
    createInterface(child.stderr).on("line", (line) => {
      complaints.push(line);
      options.onLine?.(line);
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
