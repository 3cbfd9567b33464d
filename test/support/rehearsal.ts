/** A rehearsal of its own for a test: the real engine, an empty cloud, a temporary folder. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository, stateFile, openWorkspace } from "../../rehearsal/cli/workspace";
import { readState, type StackState } from "../../rehearsal/recovery/stack-state";
import { CloudStore, type CloudObject } from "../../rehearsal/cloud/store";

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  /** What was printed on both streams. */
  readonly output: string;
}

export interface TestRehearsal {
  readonly folder: string;
  /** Where the rehearsal cloud is kept. */
  readonly cloudFile: string;
  /** Runs `npm run rehearse -- …args` from the repository's root. */
  run(...args: readonly string[]): Promise<Finished>;
  /** The same with further variables in its environment. */
  runWith(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Finished>;
  /** Starts one in a process group of its own, to be killed; every change of the cloud takes `latencyMs`. */
  start(latencyMs: number, ...args: readonly string[]): ChildProcess;
  cloud(): readonly CloudObject[];
  state(project: string, stack: string): StackState | undefined;
  remove(): void;
}

/** The output of a command that has to succeed. @throws {Error} with the last of what it printed when it did not. */
export function succeeded({ exitCode, output }: Finished): string {
  if (exitCode !== 0) throw new Error(`exit code ${exitCode ?? "none"} after:\n${output.slice(-3000)}`);
  return output;
}

export function openRehearsal(): TestRehearsal {
  const folder = mkdtempSync(join(tmpdir(), "standfast-test-"));
  const workspace = openWorkspace(folder);
  const launch = (args: readonly string[], extra: NodeJS.ProcessEnv, detached: boolean) =>
    spawn(process.execPath, ["--import", "tsx", "rehearsal/cli/rehearse.ts", ...args], {
      cwd: repository,
      env: { ...process.env, STANDFAST_REHEARSAL_DIR: folder, ...extra },
      stdio: ["ignore", "pipe", "pipe"],
      detached,
    });
  return {
    folder,
    cloudFile: workspace.cloudFile,
    run: (...args) => finished(launch(args, {}, false)),
    runWith: (env, ...args) => finished(launch(args, env, false)),
    start: (latencyMs, ...args) => launch(args, { STANDFAST_LATENCY_MS: String(latencyMs) }, true),
    cloud: () => [...new CloudStore(workspace.cloudFile).all()],
    state: (project, stack) => readState(stateFile(workspace, { name: project }, stack)),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function finished(child: ChildProcess): Promise<Finished> {
  let [stdout, output] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    output += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode, stdout, output });
    });
  });
}
