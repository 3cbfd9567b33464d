/** Starts the real `pulumi`, in one environment. */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { RehearsalError } from "./rehearsal-error";

/** How a command ended. */
export interface EngineEnd {
  readonly exitCode: number;
  /** The signal that ended it from outside, if one did. */
  readonly signal: NodeJS.Signals | undefined;
}

/** `inherit`, or a file descriptor. @default "inherit" */
export type Output = "inherit" | number;

export interface Pulumi {
  /**
   * Runs a command.
   * @param output where what it prints goes: this terminal, or an open file.
   */
  readonly run: (args: readonly string[], output?: Output) => Promise<EngineEnd>;
  /**
   * Runs a step of preparation. What it prints goes to the error stream: on the other one only the command itself
   * speaks, which may be asked for JSON. @throws {RehearsalError} when it fails.
   */
  readonly step: (args: readonly string[]) => Promise<void>;
  /** Returns what a command printed. @throws {RehearsalError} when it fails. */
  readonly capture: (args: readonly string[]) => Promise<string>;
}

/** The file descriptor. */
const ERROR_STREAM = 2;

export function pulumiIn(cwd: string, env: NodeJS.ProcessEnv): Pulumi {
  const run = (args: readonly string[], output: Output = "inherit") =>
    new Promise<EngineEnd>((resolve, reject) => {
      const child = spawn("pulumi", args, { cwd, env, stdio: ["inherit", output, "inherit"] });
      // The terminal sends Ctrl-C to the engine as well: it ends what it has begun, and this process waits.
      const wait = () => undefined;
      // Whoever ends this process alone ends the engine's cloud: the engine shall write down what it has done first.
      const cancel = (signal: NodeJS.Signals) => {
        console.error(`rehearsal: ${signal}: the engine ends what it has begun, and nothing more`);
        child.kill("SIGINT");
      };
      process.on("SIGINT", wait).on("SIGTERM", cancel).on("SIGHUP", cancel);
      child.on("error", reject);
      child.on("close", (code, signal) => {
        process.off("SIGINT", wait).off("SIGTERM", cancel).off("SIGHUP", cancel);
        resolve({ exitCode: code ?? 1, signal: signal ?? undefined });
      });
    });
  return {
    run,
    async step(args) {
      const { exitCode } = await run(args, ERROR_STREAM);
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
  const remedy = why.includes("no space left on device")
    ? "; the disk is full: set STANDFAST_REHEARSAL_DIR to a folder on a disk with space"
    : "";
  return new RehearsalError(
    `pulumi ${args.slice(0, 2).join(" ")} failed while preparing the rehearsal: ${why.trim()}${remedy}`,
  );
}
