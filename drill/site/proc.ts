import { readdir, readFile } from "node:fs/promises";

/** What the kernel says of processes (Linux /proc). */

export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  /** Clock ticks since boot: together with the pid it names a process for good, although pids are used again. */
  readonly startedAt: string;
  /** `T` is stopped, `Z` is dead and not yet collected. */
  readonly state: string;
}

/** Reads one line of /proc/<pid>/stat; `undefined` when it is none. */
export function parseStat(line: string): ProcessFacts | undefined {
  // The second field is the command in parentheses, which may itself hold spaces and parentheses.
  const end = line.lastIndexOf(")");
  const pid = Number.parseInt(line, 10);
  const fields = line.slice(end + 2).split(" ");
  const [state, parent] = fields;
  const startedAt = fields[19];
  if (end < 0 || !Number.isInteger(pid) || !state || !parent || !startedAt) return undefined;
  return { pid, parent: Number(parent), startedAt: startedAt.trim(), state };
}

/** The living process with that pid; a zombie does not live. */
export async function processFacts(pid: number): Promise<ProcessFacts | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const facts = parseStat(line);
  return facts && facts.state !== "Z" ? facts : undefined;
}

/** Every living process. */
export async function allProcesses(): Promise<ProcessFacts[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(processFacts));
  return found.filter((facts) => facts !== undefined);
}

/** The roots and everything that they started, children after parents. */
export async function withDescendants(roots: readonly number[]): Promise<number[]> {
  const all = await allProcesses();
  const family = new Set(roots);
  // A child may precede its parent in the listing: go on until nothing is added.
  for (let before = -1; before !== family.size;) {
    before = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return [...family];
}

/** Living processes with a variable in their environment that begins so, for example `NAME=value`. */
export async function processesMarked(beginning: string): Promise<number[]> {
  const all = await allProcesses();
  const marked = await Promise.all(
    all.map(async ({ pid }) => {
      const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      return environment.split("\0").some((one) => one.startsWith(beginning)) ? pid : undefined;
    }),
  );
  return marked.filter((pid) => pid !== undefined);
}
