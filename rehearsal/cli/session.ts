/** One rehearsed command, from the cloud's start to its end. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { startCloud } from "../cloud";
import type { CloudStore } from "../cloud/store";
import type { Engine } from "../engine/engine";
import { changesCloud, mapFlag, operationOf, readCommandLine, type PulumiCommand } from "./command-line";
import { endLeftovers } from "./leftovers";
import { acquireLock } from "./lock";
import { liftProtection } from "./protection";
import { configured, pulumiIn, type Pulumi } from "./pulumi";
import { recover } from "./recovery";
import {
  copyStackFile,
  environmentOf,
  projectIn,
  shadowProject,
  stateFile,
  type Project,
  type Workspace,
} from "./workspace";

export interface RehearsalResult {
  readonly exitCode: number;
  /** The project and the stack that the command was about, where it was about one. */
  readonly project: Project | undefined;
  readonly stack: string | undefined;
}

/**
 * Runs one `pulumi` command line against the rehearsal cloud, with its output on this terminal.
 * @param folder where the command was typed; `-C` is relative to it.
 * @throws {RehearsalError} when it cannot be started.
 */
export async function rehearse(
  workspace: Workspace,
  engine: Engine,
  args: readonly string[],
  folder: string,
): Promise<RehearsalResult> {
  const release = await acquireLock(workspace.folder);
  await endLeftovers(workspace);
  const cloud = await startCloud(workspace.cloudFile, Number(process.env["STANDFAST_LATENCY_MS"] ?? 0));
  try {
    const command = readCommandLine(args);
    const cwd = resolve(folder, command.cwd ?? ".");
    const pulumi = pulumiIn(cwd, environmentOf(workspace, engine, cloud.attachment));
    const project = projectIn(cwd);
    const { stack } = command;
    const copy =
      project && stack !== undefined
        ? await prepare({ workspace, project, stack, command, cwd, pulumi, cloud: cloud.store })
        : undefined;
    const located = mapFlag(args, "--policy-pack", (pack) => existing(pack, folder, cwd));
    const final = copy === undefined ? located : configured(located, command.verb, copy);
    return { exitCode: await pulumi.run(final, folder), project, stack };
  } finally {
    await endLeftovers(workspace);
    cloud.close();
    release();
  }
}

interface Preparation {
  readonly workspace: Workspace;
  readonly project: Project;
  readonly stack: string;
  readonly command: PulumiCommand;
  readonly cwd: string;
  readonly pulumi: Pulumi;
  readonly cloud: CloudStore;
}

/**
 * Makes the stack known to the backend, and takes up what an earlier run left undone.
 * @returns the rehearsal's copy of the stack's configuration; undefined where the stack has none.
 */
async function prepare(preparation: Preparation): Promise<string | undefined> {
  const { workspace, project, stack, command, cwd, pulumi, cloud } = preparation;
  const source = command.configFile === undefined ? undefined : resolve(cwd, command.configFile);
  const copy = await openStack(workspace, project, stack, pulumi, source);
  if (copy === undefined || !changesCloud(command)) return copy;

  const step = (args: readonly string[]) => pulumi.step(configured(args, args[0], copy));
  const say = (line: string) => {
    console.error(`rehearsal: ${line}`);
  };
  await recover({ workspace, project, stack, cloud, pulumi: step, capture: pulumi.capture, say });
  if (operationOf(command.verb) === "destroy") {
    const lifted = liftProtection(cloud, project.name, stack);
    if (lifted > 0)
      say(`lifting the deletion protection of ${lifted} resources (docs/runbooks/tear-down.md)`);
    await step(["state", "unprotect", "--all", "--yes", "--stack", stack]);
  }
  return copy;
}

/**
 * Creates the stack in the backend where it is not there yet.
 * @param source the stack's configuration. @default `Pulumi.<stack>.yaml` of the project
 * @returns the rehearsal's copy of that configuration; undefined where there is none to copy.
 */
export async function openStack(
  workspace: Workspace,
  project: Project,
  stack: string,
  pulumi: Pulumi,
  source?: string,
): Promise<string | undefined> {
  const copy = copyStackFile(workspace, project, stack, source);
  if (copy !== undefined && !existsSync(stateFile(workspace, project, stack))) {
    await pulumi.step(["stack", "init", stack, "--no-select"], shadowProject(copy));
  }
  return copy;
}

/** A path as it was meant: from the folder where the command was typed, else from the project's. */
function existing(path: string, ...folders: readonly string[]): string {
  return folders.map((folder) => resolve(folder, path)).find((candidate) => existsSync(candidate)) ?? path;
}
