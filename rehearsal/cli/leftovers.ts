/**
 * Ends what a killed engine leaves behind: its language host and the program, which run in process groups of their
 * own and, without an engine to talk to, wait for minutes or spin.
 */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Workspace } from "./workspace";

/** How long the dead may take to disappear. */
const PATIENCE_MS = 5_000;

/**
 * Call it only while no engine of this workspace runs, that is with its lock held. Processes are known by the
 * workspace in their environment, which /proc shows; where there is no /proc, nothing is found.
 */
export async function endLeftovers({ home }: Workspace): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const leftovers = processIds().filter((pid) => environmentHas(pid, `PULUMI_HOME=${home}`));
    if (leftovers.length === 0) return;
    for (const pid of leftovers) kill(pid);
    await setTimeout(20);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}

function processIds(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function environmentHas(pid: number, entry: string): boolean {
  try {
    return pid !== process.pid && readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(entry);
  } catch {
    return false;
  }
}
