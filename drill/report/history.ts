import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { DrillReport } from "../model/report";

/** One scenario of one run, in the file that all runs of a report folder share. */
const lineSchema = z.strictObject({
  finishedAt: z.iso.datetime(),
  backend: z.string(),
  scenario: z.string(),
  /** What was drilled: only runs with the same settings are compared. */
  settings: z.record(z.string(), z.string()),
  verdict: z.string(),
  trials: z.int(),
  outageMedianMs: z.number(),
  lost: z.int(),
});
export type HistoryLine = z.infer<typeof lineSchema>;

/** How the last run compares with those before it. */
export interface Comparison {
  readonly scenario: string;
  readonly trend: "first" | "same" | "better" | "worse";
  readonly nowMs: number;
  /** Median of the earlier runs' medians. */
  readonly beforeMs?: number;
  readonly runsBefore: number;
}

/** Less than this is noise: the larger of half a second and a quarter of what was measured before. */
const noiseMs = 500;
const noiseShare = 0.25;
/** Earlier runs that count. */
const window = 10;

export function linesOf(report: DrillReport): HistoryLine[] {
  return report.scenarios.flatMap(({ name, verdict, trials, outageMs }) => {
    if (!outageMs || verdict === "dry-run") return [];
    return {
      finishedAt: report.finishedAt,
      backend: report.backend,
      scenario: name,
      settings: report.settings,
      verdict,
      trials: trials.length,
      outageMedianMs: outageMs.median,
      lost: trials.flatMap((trial) => trial.auditAfterHeal).reduce((sum, { lost }) => sum + lost, 0),
    };
  });
}

/** Compares a run with the earlier ones of the same scenario, backend and settings; a write lost anew is worse. */
export function compare(earlier: readonly HistoryLine[], now: HistoryLine): Comparison {
  const same = earlier.filter((line) => keyOf(line) === keyOf(now)).slice(-window);
  const { scenario, outageMedianMs: nowMs } = now;
  const sorted = same.map((line) => line.outageMedianMs).sort((one, other) => one - other);
  const beforeMs = sorted[Math.floor((sorted.length - 1) / 2)];
  if (beforeMs === undefined) return { scenario, trend: "first", nowMs, runsBefore: 0 };
  const noise = Math.max(noiseMs, beforeMs * noiseShare);
  const lostMore = now.lost > Math.max(...same.map(({ lost }) => lost));
  const slower = nowMs - beforeMs;
  const trend = lostMore || slower > noise ? "worse" : slower < -noise ? "better" : "same";
  return { scenario, trend, nowMs, beforeMs, runsBefore: same.length };
}

/** Compares the run with the history of its report folder and adds it. */
export function recordHistory(reportDir: string, report: DrillReport): readonly Comparison[] {
  const file = join(reportDir, "history.jsonl");
  const earlier = existsSync(file) ? readHistory(readFileSync(file, "utf8")) : [];
  const lines = linesOf(report);
  if (lines.length > 0) appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return lines.map((line) => compare(earlier, line));
}

/** Reads the lines; what is cut short or older than this format is left out. */
export function readHistory(text: string): HistoryLine[] {
  return text.split("\n").flatMap((line) => {
    try {
      return [lineSchema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

const keyOf = ({ backend, scenario, settings }: HistoryLine): string =>
  JSON.stringify([backend, scenario, Object.entries(settings).sort()]);
