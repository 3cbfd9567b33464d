/** One rehearsed command, from the cloud's start to its end. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { startCloud } from "../cloud";
import { FIXTURES_FILE, readFixtures } from "../cloud/fixtures";
import type { CloudStore } from "../cloud/store";
import type { Engine } from "../engine/engine";
import { mendBackend, type MendedState } from "../recovery/backend";
import { endLeftovers } from "../recovery/leftovers";
import { acquireLock } from "../recovery/lock";
import { recover } from "../recovery/recovery";
import { engineKilled, settle } from "../recovery/settlement";
import { readState } from "../recovery/stack-state";
import {
  changesCloud,
  MAKES_OR_REMOVES_STACK,
  operationOf,
  readCommandLine,
  type PulumiCommand,
} from "./command-line";
import { readFaults } from "./faults";
import { handlingOf, refusalOf } from "./engine-commands";
import { requireLanguageHost } from "./language-host";
import { programFolder, projectIn, stackFileOf, stackNamed, type Project } from "./project";
import { liftProtection } from "./protection";
import { pulumiIn, type EngineEnd, type Output, type Pulumi } from "./pulumi";
import { RehearsalError } from "./rehearsal-error";
import { clearReports, policyPacksOf, unjudged } from "./reports";
import { inShadow, type Typed } from "./shadow-command";
import { openShadow } from "./shadow-project";
import { copyOf, rehearsedKeys, updateCopy } from "./stack-files";
import { environmentOf, stateFile, type Plugin, type Workspace } from "./workspace";

export interface RehearsalResult {
  readonly exitCode: number;
  /** The project and the stack that the command was about, where it was about one. */
  readonly project: Project | undefined;
  readonly stack: string | undefined;
}

export interface RehearsalOptions {
  /** Where what the command prints goes. @default this terminal */
  readonly output?: Output;
  /** The real AWS provider. @default the rehearsal cloud's own */
  readonly awsPlugin?: Plugin;
}

/**
 * Runs one `pulumi` command line against the rehearsal cloud.
 * @param folder where the command was typed; `-C` is relative to it.
 * @throws {RehearsalError} when it cannot be started.
 */
export async function rehearse(
  workspace: Workspace,
  engine: Engine,
  commandLine: readonly string[],
  folder: string,
  { output, awsPlugin }: RehearsalOptions = {},
): Promise<RehearsalResult> {
  const { faults, args } = readFaults(commandLine);
  const command = readCommandLine(args);
  const refusal = refusalOf(command.path);
  if (refusal !== undefined && !command.help) throw new RehearsalError(refusal);
  const typed = { folder, cwd: resolve(folder, command.cwd ?? ".") };
  if (!existsSync(typed.cwd)) throw new RehearsalError(`-C ${command.cwd ?? ""}: there is no such folder`);
  const project = command.help || handlingOf(command.path) === "as typed" ? undefined : projectIn(typed.cwd);
  if (project === undefined) {
    const { exitCode } = await pulumiIn(folder, environmentOf(workspace, engine)).run(args);
    return { exitCode, project, stack: undefined };
  }
  requireLanguageHost(project, command, engine);
  const fixtures = readFixtures(join(project.folder, FIXTURES_FILE));

  const lock = await acquireLock(workspace.folder);
  if (lock.abandoned) say("the last rehearsal in this folder was killed; what it left is taken up");
  await endLeftovers(workspace);
  const mended = mendBackend(workspace, say);
  const cloud = await startCloud(workspace.cloudFile, {
    folder: programFolder(project),
    latencyMs: Number(process.env["STANDFAST_LATENCY_MS"] ?? 0),
    fixtures,
    ...(faults && { faults }),
    without: awsPlugin ? ["aws"] : [],
  });
  try {
    const asked = command.stack === undefined ? undefined : stackNamed(command.stack, project);
    const shadow = openShadow(workspace, project, asked);
    const pulumi = pulumiIn(shadow, environmentOf(workspace, engine, cloud.attachment, awsPlugin));
    const stack = await prepare({
      workspace,
      project,
      asked,
      command,
      typed,
      shadow,
      pulumi,
      cloud: cloud.store,
      mended,
    });
    const packs = operationOf(command) === undefined ? [] : policyPacksOf(command, typed);
    if (packs.length > 0) clearReports(workspace);
    const terminal = process.stdout.isTTY;
    const end = await pulumi.run(inShadow(command, { shadow, project, typed, stack, terminal }), output);
    const complaint =
      stack === undefined
        ? undefined
        : complaintAfter(end, { workspace, project, stack, command, cloud: cloud.store });
    if (cloud.injection) say(`with faults: ${cloud.injection.summary}`);
    for (const line of [complaint, unjudged(packs, end.exitCode, workspace)]) {
      if (line !== undefined) say(line);
    }
    return { exitCode: end.exitCode === 0 && complaint !== undefined ? 1 : end.exitCode, project, stack };
  } finally {
    // What is left takes a moment, and whoever wants the end gets it after that.
    for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => undefined);
    await endLeftovers(workspace);
    cloud.close();
    lock.release();
  }
}

interface Ended {
  readonly workspace: Workspace;
  readonly project: Project;
  readonly stack: string;
  readonly command: PulumiCommand;
  readonly cloud: CloudStore;
}

/** What is not as the command should have left it. */
function complaintAfter(
  { signal }: EngineEnd,
  { workspace, project, stack, command, cloud }: Ended,
): string | undefined {
  const state = readState(stateFile(workspace, project, stack));
  const removed = state === undefined && command.path.join(" ") === "stack rm";
  const difference =
    state === undefined && !removed
      ? undefined
      : settle(state ?? { resources: [], pending: [] }, cloud, { project: project.name, stack }, say);
  return signal === undefined ? difference : engineKilled(signal);
}

function say(line: string): void {
  console.error(`rehearsal: ${line}`);
}

interface Preparation {
  readonly workspace: Workspace;
  readonly project: Project;
  /** The stack that the command line names. */
  readonly asked: string | undefined;
  readonly command: PulumiCommand;
  readonly typed: Typed;
  readonly shadow: string;
  readonly pulumi: Pulumi;
  readonly cloud: CloudStore;
  readonly mended: readonly MendedState[];
}

/**
 * Makes the stack known to the backend, and takes up what an earlier run left undone.
 * @returns the stack that the command is about, where that had to be known.
 */
async function prepare(preparation: Preparation): Promise<string | undefined> {
  const { workspace, project, command, typed, shadow, pulumi, cloud } = preparation;
  const operation = operationOf(command);
  const needed = operation !== undefined || command.configFile !== undefined;
  const stack = preparation.asked ?? (needed ? await selectedStack(pulumi) : undefined);
  if (stack === undefined || MAKES_OR_REMOVES_STACK.includes(command.path.join(" "))) return stack;

  const settings =
    command.configFile === undefined ? stackFileOf(project, stack) : resolve(typed.cwd, command.configFile);
  if (command.configFile !== undefined) {
    if (!existsSync(settings)) throw new RehearsalError(`--config-file ${settings}: there is no such file`);
    updateCopy(shadow, stack, settings);
  }
  if (operation !== undefined) explainSettings(shadow, stack, settings, project.name);
  if (operation !== undefined || existsSync(copyOf(shadow, stack))) {
    await openStack(workspace, project, stack, pulumi);
  }
  if (operation === undefined) return stack;

  const restored = preparation.mended.some(({ file }) => file === stateFile(workspace, project, stack));
  await recover({
    workspace,
    project: project.name,
    stack,
    cloud,
    restored,
    pulumi: pulumi.step,
    capture: pulumi.capture,
    say,
  });
  if (!changesCloud(command)) return stack;
  if (operation === "destroy") {
    const lifted = liftProtection(cloud, project.name, stack);
    if (lifted > 0)
      say(`lifting the deletion protection of ${lifted} resources (docs/runbooks/tear-down.md)`);
    await pulumi.step(["state", "unprotect", "--all", "--yes", "--stack", stack]);
  }
  return stack;
}

/** The stack that `stack select` chose before; undefined where the engine has to ask, or to complain. */
async function selectedStack(pulumi: Pulumi): Promise<string | undefined> {
  try {
    return (await pulumi.capture(["stack", "--show-name", "--non-interactive"])).trim();
  } catch (error) {
    if (error instanceof RehearsalError) return undefined;
    throw error;
  }
}

/** Says where the settings are not those of the user's file. */
function explainSettings(shadow: string, stack: string, settings: string, project: string): void {
  const keys = rehearsedKeys(shadow, stack, settings, project);
  const copy = copyOf(shadow, stack);
  if (keys.length > 0) {
    say(`with rehearsed settings instead of your file's: ${keys.join(", ")}; to drop them, delete ${copy}`);
  } else if (!existsSync(settings)) {
    say(`there is no ${settings}: the stack ${stack} has no settings of its own`);
  }
}

/**
 * Creates the stack in the backend where it is not there yet. The file is the stack, for a backend of files; `stack ls`
 * would say the same, after a second more for every command.
 */
export async function openStack(
  workspace: Workspace,
  project: Project,
  stack: string,
  pulumi: Pulumi,
): Promise<void> {
  if (existsSync(stateFile(workspace, project, stack))) return;
  await pulumi.capture(["stack", "init", stack, "--no-select", "--non-interactive"]);
}
