/** Takes up interrupted work, as an operator would: stale locks are cancelled, half-known resources adopted. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { CloudStore } from "../cloud/store";
import { isRunning } from "./lock";
import { readState } from "./state";
import { stateFile, type Project, type Workspace } from "./workspace";

/** A `pulumi` command that has to run first, and what it is for. */
export interface Repair {
  readonly why: string;
  readonly args: readonly string[];
}

export function repairs(workspace: Workspace, project: Project, stack: string, cloud: CloudStore): Repair[] {
  return [staleLock(workspace, project, stack), pendingCreates(workspace, project, stack, cloud)].filter(
    (repair) => repair !== undefined,
  );
}

/** The lock of an engine on this machine that does not run any more. */
function staleLock(workspace: Workspace, project: Project, stack: string): Repair | undefined {
  const folder = join(workspace.backend, ".pulumi", "locks", "organization", project.name, stack);
  const locks = existsSync(folder) ? readdirSync(folder) : [];
  const dead = locks
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as { pid: number; hostname: string })
    .filter((lock) => lock.hostname === hostname() && !isRunning(lock.pid));
  if (dead.length === 0 || dead.length < locks.length) return undefined;
  return {
    why: `the engine that held the stack's lock (process ${dead.map(({ pid }) => pid).join(", ")}) is gone`,
    args: ["cancel", "--yes", "--stack", stack],
  };
}

/**
 * Creations that were under way when the engine was killed. What the cloud did create is imported under its id;
 * creations that never happened are dropped, and the next update makes them.
 */
function pendingCreates(
  workspace: Workspace,
  project: Project,
  stack: string,
  cloud: CloudStore,
): Repair | undefined {
  const state = readState(stateFile(workspace, project, stack));
  const pending = state?.pending.filter(({ type }) => type === "creating") ?? [];
  if (pending.length === 0) return undefined;
  const known = new Set(state?.resources.map(({ id }) => id));
  const ids = new Map([...cloud.all()].filter(({ id }) => !known.has(id)).map(({ urn, id }) => [urn, id]));
  const adopted = pending.flatMap(({ resource }) => {
    const id = ids.get(resource.urn);
    return id === undefined ? [] : ["--import-pending-creates", resource.urn, "--import-pending-creates", id];
  });
  return {
    why: `${pending.length} creations were interrupted; ${adopted.length / 4} of them did happen and are adopted`,
    args: ["refresh", "--yes", "--skip-preview", "--stack", stack, ...adopted, "--clear-pending-creates"],
  };
}
