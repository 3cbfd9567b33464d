/** Wall time and peak memory of one command and everything it starts. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

export interface Measurement {
  readonly seconds: number;
  /** The largest sum of resident memory over the process tree, in MiB; 0 where there is no /proc. */
  readonly peakMiB: number;
  readonly exitCode: number | null;
}

const SAMPLE_MS = 100;
const PAGE_BYTES = 4096;

export function measure(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(file, args, { ...options, stdio: "ignore" });
    let peak = 0;
    const sampler = setInterval(() => {
      peak = Math.max(peak, residentBytes(child.pid ?? 0));
    }, SAMPLE_MS);
    child.on("error", reject);
    child.on("close", (exitCode) => {
      clearInterval(sampler);
      const seconds = (performance.now() - began) / 1000;
      resolve({ seconds, peakMiB: Math.round(peak / 2 ** 20), exitCode });
    });
  });
}

/** Resident memory of a process and its descendants. */
function residentBytes(root: number): number {
  const children = new Map<number, number[]>();
  const pages = new Map<number, number>();
  for (const entry of processes()) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      // The second field is the name in parentheses, which can hold spaces.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const parent = Number(fields[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
      pages.set(Number(entry), Number(fields[21]));
    } catch {
      // It ended between the listing and the reading.
    }
  }
  const sum = (pid: number): number =>
    (pages.get(pid) ?? 0) * PAGE_BYTES +
    (children.get(pid) ?? []).reduce((total, each) => total + sum(each), 0);
  return sum(root);
}

function processes(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
