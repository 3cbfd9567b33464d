/** Does to a workspace what a point says. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { FullDiskFault, KillFault, Moment, SpoiledFileFault } from "./point";
import type { FaultWorkspace, RunningRehearsal } from "./workspace";

/** Ends engine, cloud or both at the moment of the fault; does nothing where the run is over before. */
export async function kill(
  workspace: FaultWorkspace,
  running: RunningRehearsal,
  fault: Omit<KillFault, "fault">,
): Promise<void> {
  if (!(await reached(workspace, running, fault.moment))) return;
  const engines = workspace.processes().filter(({ name }) => name === "pulumi");
  const targets = [
    ...(fault.target === "engine" ? [] : [Number(running.process.pid)]),
    ...(fault.target === "cloud" ? [] : engines.map(({ pid }) => pid)),
  ];
  for (const pid of targets) signal(pid, fault.signal);
}

/** How long the disk stays full. */
const FULL_MS = 3_000;

/** Fills the disk at the moment of the fault, and frees it when the run is over, or after a while. */
export async function fillDisk(
  workspace: FaultWorkspace,
  running: RunningRehearsal,
  { moment }: FullDiskFault,
): Promise<void> {
  if (!(await reached(workspace, running, moment))) return;
  const ballast = join(workspace.folder, "ballast");
  const block = Buffer.alloc(4096);
  const descriptor = openSync(ballast, "w");
  try {
    for (;;) writeSync(descriptor, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    closeSync(descriptor);
  }
  await Promise.race([running.ended, setTimeout(FULL_MS)]);
  rmSync(ballast);
}

/** @returns whether the run has got so far. */
async function reached(
  workspace: FaultWorkspace,
  running: RunningRehearsal,
  moment: Moment,
): Promise<boolean> {
  // The journal gets shorter when it is opened.
  let before = workspace.changes();
  const changes = () => {
    const now = workspace.changes();
    before = Math.min(before, now);
    return now - before;
  };
  const isOver = () => running.process.exitCode !== null || running.process.signalCode !== null;
  const begun = () => workspace.processes().some(({ name }) => name === "pulumi");
  while (!isOver() && (!begun() || changes() < moment.changes)) await setTimeout(5);
  await setTimeout(moment.milliseconds);
  return !isOver();
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It was over in this moment.
  }
}

export function spoil(workspace: FaultWorkspace, { file, how }: SpoiledFileFault): void {
  for (const path of filesOf(workspace, file)) {
    mkdirSync(dirname(path), { recursive: true });
    const content = existsSync(path) ? readFileSync(path, "utf8") : '{"pid":1}';
    const half = content.slice(0, Math.floor(content.length / 2));
    writeFileSync(path, { emptied: "", null: "null", "cut in half": half }[how]);
  }
}

function filesOf(workspace: FaultWorkspace, file: SpoiledFileFault["file"]): string[] {
  const { stateFile, backend, folder } = workspace;
  switch (file) {
    case "state":
      return [stateFile];
    case "state and its last backup":
      return [stateFile, `${stateFile}.bak`];
    case "state and every backup":
      return [
        stateFile,
        `${stateFile}.bak`,
        ...under(join(backend, "backups")),
        ...under(join(backend, "history")),
      ];
    case "attributes of the state":
      return [`${stateFile}.attrs`];
    case "journal":
      return [workspace.journal];
    case "layout of the backend":
      return [join(backend, "meta.yaml")];
    case "lock of the engine":
      return [join(backend, "locks", "organization", "faults", "dev", "5f0c.json")];
    case "lock of the engine, half written":
      return [join(backend, "locks", "organization", "faults", "dev", "5f0c.json.18ec8a2fb6263f39.tmp")];
    case "lock of the rehearsal":
      return [join(folder, "locks", "1000")];
  }
}

function under(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
