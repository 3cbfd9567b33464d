/** What can be known of a process by its id. */
import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** Whether a process with this id runs, whoever owns it. One that is dead and only not buried yet does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    // The state follows the name, which stands in parentheses and can hold anything.
    return (
      existsSync("/proc/self") &&
      /^\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*(?=\))/s, ""))
    );
  } catch {
    return true;
  }
}

/** Waits until none of the processes runs. @returns whether that came about in time. */
export async function allGone(pids: readonly number[], withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (pids.some(isRunning)) {
    if (Date.now() > deadline) return false;
    await setTimeout(20);
  }
  return true;
}
