/** Rehearsals of the small program, in folders that are copied from one that is already up. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkspace, repository, stateFile, type Workspace } from "../../rehearsal/cli/workspace";
import { CloudStore } from "../../rehearsal/cloud/store";
import { compare, type CloudComparison } from "../../rehearsal/recovery/comparison";
import { readState, type StackState } from "../../rehearsal/recovery/stack-state";

export const IDENTITY = { project: "faults", stack: "dev" };

/** How long the cloud takes over each change: long enough to be interrupted in the middle. */
const LATENCY_MS = 60;

export interface EndedRun {
  readonly exitCode: number | null;
  readonly output: string;
}

export interface RunningRehearsal {
  readonly process: ChildProcess;
  readonly ended: Promise<EndedRun>;
}

/** Of the cloud and the state, what is in both and what is not. */
export interface FaultOutcome extends CloudComparison {
  readonly state: StackState;
  /** Of everything that the stack has in the cloud: ids by URN. */
  readonly ids: ReadonlyMap<string, string>;
}

export class FaultWorkspace {
  readonly #workspace: Workspace;

  constructor(
    readonly folder: string,
    readonly onDiskOfItsOwn = false,
  ) {
    this.#workspace = openWorkspace(folder);
  }

  /** @param revision of the program. */
  start(revision: 1 | 2, ...args: readonly string[]): RunningRehearsal {
    const settings = join(__dirname, "revisions", `${revision}.yaml`);
    const command = ["rehearsal/cli/rehearse.ts", "-C", "test/faults/program", ...args];
    const child = spawn(
      process.execPath,
      ["--import", "tsx", ...command, "--stack", IDENTITY.stack, "--config-file", settings],
      {
        cwd: repository,
        env: {
          ...process.env,
          STANDFAST_REHEARSAL_DIR: this.folder,
          STANDFAST_LATENCY_MS: String(LATENCY_MS),
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    }
    // Not `close`: an engine that outlives its rehearsal keeps the streams open.
    const ended = new Promise<EndedRun>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (exitCode) => {
        resolve({ exitCode, output });
      });
    });
    return { process: child, ended };
  }

  run(revision: 1 | 2, ...args: readonly string[]): Promise<EndedRun> {
    return this.start(revision, ...args).ended;
  }

  /** How many changes the cloud has written down. */
  changes(): number {
    try {
      return readFileSync(this.#workspace.cloudFile, "utf8").split("\n").length - 1;
    } catch {
      return 0;
    }
  }

  outcome(): FaultOutcome {
    const state = readState(this.stateFile) ?? { resources: [], pending: [] };
    const cloud = new CloudStore(this.#workspace.cloudFile);
    const ids = new Map([...cloud.all()].map(({ urn, id }) => [urn, id]));
    return { ...compare(state, cloud, IDENTITY), state, ids };
  }

  get stateFile(): string {
    return stateFile(this.#workspace, { name: IDENTITY.project }, IDENTITY.stack);
  }

  get journal(): string {
    return this.#workspace.cloudFile;
  }

  get backend(): string {
    return join(this.#workspace.backend, ".pulumi");
  }

  /** Processes of this workspace, by the environment that the engine and its children have. */
  processes(): { readonly pid: number; readonly name: string }[] {
    return readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((entry) => {
        try {
          const environment = readFileSync(`/proc/${entry}/environ`, "utf8");
          if (!environment.split("\0").includes(`PULUMI_HOME=${this.#workspace.home}`)) return [];
          return [{ pid: Number(entry), name: readFileSync(`/proc/${entry}/comm`, "utf8").trim() }];
        } catch {
          return [];
        }
      });
  }

  remove(): void {
    if (this.onDiskOfItsOwn) spawnSync("umount", ["--lazy", this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Megabytes of a disk that is to be filled. */
const DISK_SIZE = 16;

/** @param base a folder to begin with. @param small whether it gets a small disk of its own, which takes root. */
export function makeWorkspace(base: string | undefined, small = false): FaultWorkspace {
  const folder = mkdtempSync(join(tmpdir(), "standfast-faults-"));
  if (small) {
    const { status, stderr } = spawnSync("mount", [
      "-t",
      "tmpfs",
      "-o",
      `size=${DISK_SIZE}m`,
      "tmpfs",
      folder,
    ]);
    if (status !== 0) throw new Error(`no disk can be mounted at ${folder}: ${stderr.toString()}`);
  }
  if (base !== undefined) cpSync(base, folder, { recursive: true, verbatimSymlinks: true });
  else mkdirSync(folder, { recursive: true });
  return new FaultWorkspace(folder, small);
}
