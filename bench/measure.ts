/** Wall time, processor time and peak memory of one command and everything it starts. */
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { processTree, type ProcessSample } from "./processes";

/** What ran, told by its command line. */
export const PARTS = ["command and cloud", "engine", "program", "policy pack", "other"] as const;
export type Part = (typeof PARTS)[number];

export interface Measurement {
  readonly seconds: number;
  /** Processor seconds, user and system, of each part; as fine as the kernel's clock ticks, which are 10 ms. */
  readonly cpuSeconds: Readonly<Record<Part, number>>;
  /** The largest sum of resident memory over each part's processes, in MiB; 0 where there is no /proc. */
  readonly peakMiB: Readonly<Record<Part, number>>;
  readonly exitCode: number | null;
}

const SAMPLE_MS = 50;

const signs: readonly (readonly [Part, RegExp])[] = [
  ["policy pack", /\bpulumi-analyzer-policy\b/],
  ["program", /@pulumi\/pulumi\/cmd\/run|\bcmd\/run\b/],
  ["command and cloud", /rehearsal\/cli\/rehearse\.ts/],
  ["engine", /^(\S*\/)?pulumi /],
];

export function partOf(commandLine: string): Part {
  return signs.find(([, sign]) => sign.test(commandLine))?.[0] ?? "other";
}

export function measure(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(file, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    const complaints: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
    const last = new Map<number, ProcessSample>();
    const peakMiB = zero();
    const sampler = setInterval(() => {
      const living = processTree(child.pid ?? 0);
      // What has ended and was not yet waited for has no command line any more.
      for (const process of living) {
        const commandLine = process.commandLine || (last.get(process.pid)?.commandLine ?? "");
        last.set(process.pid, { ...process, commandLine });
      }
      const resident = zero();
      for (const process of living) resident[partOf(process.commandLine)] += process.residentMiB;
      for (const part of PARTS) peakMiB[part] = Math.max(peakMiB[part], resident[part]);
    }, SAMPLE_MS);
    child.on("error", reject);
    child.on("close", (exitCode) => {
      clearInterval(sampler);
      const seconds = (performance.now() - began) / 1000;
      const cpuSeconds = zero();
      for (const process of last.values()) cpuSeconds[partOf(process.commandLine)] += process.cpuSeconds;
      if (exitCode !== 0) process.stderr.write(Buffer.concat(complaints));
      resolve({ seconds, cpuSeconds, peakMiB, exitCode });
    });
  });
}

function zero(): Record<Part, number> {
  return { "command and cloud": 0, engine: 0, program: 0, "policy pack": 0, other: 0 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** The middle of every figure by itself. */
export function medianOf(measured: readonly Measurement[]): Omit<Measurement, "exitCode"> {
  const each = (figure: "cpuSeconds" | "peakMiB") =>
    Object.fromEntries(
      PARTS.map((part) => [part, median(measured.map((one) => one[figure][part]))]),
    ) as Record<Part, number>;
  return {
    seconds: median(measured.map(({ seconds }) => seconds)),
    cpuSeconds: each("cpuSeconds"),
    peakMiB: each("peakMiB"),
  };
}
