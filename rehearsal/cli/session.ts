/** Runs the real `pulumi` against the rehearsal cloud. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { startCloud } from "../cloud";
import type { Engine } from "../engine/engine";
import { changesCloud, mapFlag, operationOf, readCommandLine, withFlag } from "./command-line";
import { acquireLock } from "./lock";
import { liftProtection } from "./protection";
import { repairs } from "./recovery";
import {
  copyStackFile,
  environmentOf,
  projectIn,
  shadowProject,
  stateFile,
  type Project,
  type Workspace,
} from "./workspace";

export interface Run {
  readonly exitCode: number;
  /** The project and the stack that the command was about, where it was about one. */
  readonly project: Project | undefined;
  readonly stack: string | undefined;
}

/**
 * Runs one `pulumi` command line with its output on this terminal.
 * @param folder where the command was typed; `-C` is relative to it.
 */
export async function rehearse(
  workspace: Workspace,
  engine: Engine,
  args: readonly string[],
  folder: string,
): Promise<Run> {
  const release = acquireLock(workspace.folder);
  const cloud = await startCloud(workspace.cloudFile, Number(process.env["STANDFAST_LATENCY_MS"] ?? 0));
  const env = environmentOf(workspace, engine, cloud.attachment);
  const command = readCommandLine(args);
  const cwd = resolve(folder, command.cwd ?? ".");
  const project = projectIn(cwd);
  const pulumi = (each: readonly string[], where = cwd) => run("pulumi", each, { cwd: where, env });

  /** Makes the stack known to the backend, and takes up what an earlier run left undone. */
  async function prepare(known: Project, stack: string): Promise<string | undefined> {
    const copy = copyStackFile(
      workspace,
      known,
      stack,
      command.configFile && resolve(cwd, command.configFile),
    );
    if (copy === undefined) return undefined;
    if (!existsSync(stateFile(workspace, known, stack))) {
      await pulumi(["stack", "init", stack, "--no-select", "--logtostderr=false"], shadowProject(copy));
      copyStackFile(workspace, known, stack, command.configFile && resolve(cwd, command.configFile));
    }
    if (!changesCloud(command)) return copy;
    for (const { why, args: repair } of repairs(workspace, known, stack, cloud.store)) {
      console.error(`rehearsal: ${why}: pulumi ${repair[0] ?? ""}`);
      await pulumi(repair);
    }
    if (operationOf(command.verb) === "destroy") {
      const lifted = liftProtection(cloud.store, known.name, stack);
      if (lifted > 0) console.error(`rehearsal: lifting the deletion protection of ${lifted} resources`);
      await pulumi(["state", "unprotect", "--all", "--yes", "--stack", stack]);
    }
    return copy;
  }

  try {
    const { stack } = command;
    const copy = project && stack !== undefined ? await prepare(project, stack) : undefined;
    const located = mapFlag(args, "--policy-pack", (pack) => existing(pack, folder, cwd));
    const final =
      copy !== undefined && operationOf(command.verb) ? withFlag(located, "--config-file", copy) : located;
    return { exitCode: await pulumi(final, folder), project, stack };
  } finally {
    cloud.close();
    release();
  }
}

/** A path as it was meant: from the folder where the command was typed, else from the project's. */
function existing(path: string, ...folders: readonly string[]): string {
  return folders.map((folder) => resolve(folder, path)).find((candidate) => existsSync(candidate)) ?? path;
}

function run(
  file: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((done, reject) => {
    const child = spawn(file, args, { ...options, stdio: "inherit" });
    // The terminal sends Ctrl-C to the engine as well: it finishes what it has begun, and this process waits.
    const wait = () => undefined;
    process.on("SIGINT", wait);
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("SIGINT", wait);
      done(code ?? 1);
    });
  });
}
