/** One rehearsal at a time: the cloud of a workspace is one account with one journal. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isRunning } from "./process";
import { RehearsalError } from "./rehearsal-error";

/** A rehearsal that is just ending, or was just killed, gets this long to be gone. */
const PATIENCE_MS = 3_000;

/**
 * @returns a function that gives the lock back.
 * @throws {RehearsalError} when another process holds the lock and keeps it.
 */
export async function acquireLock(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "lock");
  const deadline = Date.now() + PATIENCE_MS;
  for (let holder = holderOf(file); holder !== undefined; holder = holderOf(file)) {
    if (Date.now() > deadline) {
      throw new RehearsalError(
        `another rehearsal (process ${holder}) is using ${folder}; wait for it, or set STANDFAST_REHEARSAL_DIR to a folder of your own`,
      );
    }
    await setTimeout(50);
  }
  writeFileSync(file, String(process.pid));
  return () => {
    rmSync(file, { force: true });
  };
}

/** The running process that holds the lock, if there is one. */
function holderOf(file: string): number | undefined {
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  return holder > 0 && holder !== process.pid && isRunning(holder) ? holder : undefined;
}
