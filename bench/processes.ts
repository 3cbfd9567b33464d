/** The processes below one, as Linux tells of them; none where there is no /proc. */
import { readdirSync, readFileSync } from "node:fs";

export interface ProcessSample {
  readonly pid: number;
  readonly commandLine: string;
  readonly cpuSeconds: number;
  readonly residentMiB: number;
}

/** `sysconf(_SC_CLK_TCK)` and the page size, as they are on every Linux that Node.js has a build for but 64 KiB pages. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

interface Stat extends Omit<ProcessSample, "commandLine"> {
  readonly parent: number;
}

/** @returns the process itself and its descendants. */
export function processTree(root: number): readonly ProcessSample[] {
  const stats = running();
  const children = new Map<number, Stat[]>();
  for (const stat of stats) children.set(stat.parent, [...(children.get(stat.parent) ?? []), stat]);
  const below = (stat: Stat): Stat[] => [stat, ...(children.get(stat.pid) ?? []).flatMap(below)];
  return stats
    .filter(({ pid }) => pid === root)
    .flatMap(below)
    .map((stat) => ({ ...stat, commandLine: commandLineOf(stat.pid) }));
}

function running(): Stat[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => statOf(Number(pid)) ?? []);
  } catch {
    return [];
  }
}

function statOf(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name in parentheses, which can hold spaces; proc_pid_stat(5) counts from 1.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const field = (number: number) => Number(fields[number - 3]);
    return {
      pid,
      parent: field(4),
      cpuSeconds: (field(14) + field(15)) / TICKS_PER_SECOND,
      residentMiB: (field(24) * PAGE_BYTES) / 2 ** 20,
    };
  } catch {
    // It ended between the listing and the reading.
    return undefined;
  }
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
