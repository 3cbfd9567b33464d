/** Starts the real `pulumi`, in one environment. */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { operationOf, withFlag } from "./command-line";
import { RehearsalError } from "./rehearsal-error";

export interface Pulumi {
  /** Runs a command with its output on this terminal, and returns its exit code. */
  readonly run: (args: readonly string[], folder?: string) => Promise<number>;
  /** The same for a step of preparation. @throws {RehearsalError} when it fails. */
  readonly step: (args: readonly string[], folder?: string) => Promise<void>;
  /** Returns what a command printed. @throws {RehearsalError} when it fails. */
  readonly capture: (args: readonly string[]) => Promise<string>;
}

export function pulumiIn(cwd: string, env: NodeJS.ProcessEnv): Pulumi {
  const run = (args: readonly string[], folder = cwd) =>
    new Promise<number>((resolve, reject) => {
      const child = spawn("pulumi", args, { cwd: folder, env, stdio: "inherit" });
      // The terminal sends Ctrl-C to the engine as well: it ends what it has begun, and this process waits.
      const wait = () => undefined;
      process.on("SIGINT", wait);
      child.on("error", reject);
      child.on("close", (code) => {
        process.off("SIGINT", wait);
        resolve(code ?? 1);
      });
    });
  return {
    run,
    async step(args, folder) {
      const exitCode = await run(args, folder);
      if (exitCode !== 0) throw failed(args, `exit code ${exitCode}, see above`);
    },
    async capture(args) {
      try {
        const { stdout } = await promisify(execFile)("pulumi", args, { cwd, env, maxBuffer: 1 << 28 });
        return stdout;
      } catch (error) {
        throw failed(args, (error as { readonly stderr?: string }).stderr ?? String(error));
      }
    },
  };
}

function failed(args: readonly string[], why: string): RehearsalError {
  return new RehearsalError(
    `pulumi ${args.slice(0, 2).join(" ")} failed while preparing the rehearsal: ${why}`,
  );
}

/** Gives an operation the rehearsal's copy of the stack's configuration; other commands take none. */
export function configured(
  args: readonly string[],
  verb: string | undefined,
  copy: string,
): readonly string[] {
  return operationOf(verb) ? withFlag(args, "--config-file", copy) : args;
}
