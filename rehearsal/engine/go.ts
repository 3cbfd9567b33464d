/** Runs the Go toolchain on modules whose versions and checksums are pinned. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * @param onLine called with each line of the error stream. @default nothing is called
 * @returns the lines that `go` printed.
 * @throws {Error} with the toolchain's last words when `go` is missing or fails.
 */
export function go(
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
