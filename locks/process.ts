/** What can be known of a process by its id. */
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** Whether a process with this id runs, whoever owns it. One that is dead and only not buried yet does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const [state] = statOf(pid) ?? [];
  return state !== "Z" && state !== "X";
}

/** When the process started, in the kernel's ticks: with the id it names a process for good. Empty without /proc. */
export function startOf(pid: number): string {
  return statOf(pid)?.[19] ?? "";
}

/** The fields of /proc/PID/stat from the state on. They follow the name, which can hold anything. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    return undefined;
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
