/**
 * Ends what a killed rehearsal leaves behind: the engine, its language host and the program. They run in process
 * groups of their own and, without a cloud or an engine to talk to, wait for minutes or spin.
 */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Workspace } from "../cli/workspace";

/** How long an engine may take to write down what it has done, and how long the dead may take to disappear. */
const ENGINE_PATIENCE_MS = 5_000;
const PATIENCE_MS = 5_000;

/**
 * Call it only while no engine of this workspace runs on its own account, that is with the workspace's lock held.
 * Processes are known by the workspace in their environment, which /proc shows; where there is no /proc, nothing
 * is found.
 */
export async function endLeftovers({ home }: Workspace): Promise<void> {
  const leftovers = () => processIds().filter((pid) => environmentHas(pid, `PULUMI_HOME=${home}`));
  const engines = () => leftovers().filter(isEngine);
  // An engine that lost its cloud fails what it has begun and writes its state: that is worth the wait.
  signal(engines(), "SIGINT");
  await until(() => engines().length === 0, ENGINE_PATIENCE_MS);
  await until(() => {
    const left = leftovers();
    signal(left, "SIGKILL");
    return left.length === 0;
  }, PATIENCE_MS);
}

async function until(done: () => boolean, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!done() && Date.now() < deadline) await setTimeout(20);
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

function processIds(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function isEngine(pid: number): boolean {
  return contentOf(`/proc/${pid}/comm`).trim() === "pulumi";
}

function environmentHas(pid: number, entry: string): boolean {
  return pid !== process.pid && contentOf(`/proc/${pid}/environ`).split("\0").includes(entry);
}

/** Empty for what ended meanwhile, or belongs to others. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
