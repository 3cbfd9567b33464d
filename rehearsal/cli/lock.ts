/** One rehearsal at a time: the cloud of a workspace is one account with one journal. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export class WorkspaceBusyError extends Error {
  override readonly name = "WorkspaceBusyError";
}

/**
 * @returns a function that gives the lock back.
 * @throws {WorkspaceBusyError} while another process that still runs holds it.
 */
export function acquireLock(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "lock");
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (holder !== 0 && holder !== process.pid && isRunning(holder)) {
    throw new WorkspaceBusyError(
      `another rehearsal (process ${holder}) is using ${folder}; wait for it, or set STANDFAST_REHEARSAL_DIR to a folder of your own`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => {
    rmSync(file, { force: true });
  };
}

/** Whether a process with this id exists, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
