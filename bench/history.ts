/**
 * What earlier runs measured, in `bench/history.json`: ratios within one run, which travel between machines, and never
 * seconds, which do not.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../rehearsal/cli/workspace";
import type { Medians, ResourceCounts } from "./report";

export interface HistoryEntry {
  readonly commit: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly resources: ResourceCounts;
  /** Wall time and the program's processor time, to those of the floor, which does as much as the SDK alone. */
  readonly toFloor: Readonly<Record<"plain" | "judged" | "programCpu", number>>;
}

const file = join(repository, "bench", "history.json");

export function readHistory(): readonly HistoryEntry[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as HistoryEntry[]) : [];
}

export function record(entry: HistoryEntry): void {
  const kept = readHistory().filter(({ commit }) => commit !== entry.commit);
  writeFileSync(file, `${JSON.stringify([...kept, entry], undefined, 2)}\n`);
}

export function entryOf(
  { floor, plain, judged }: Medians,
  resources: ResourceCounts,
  { commit, date }: Pick<HistoryEntry, "commit" | "date">,
): HistoryEntry {
  const rounded = (value: number) => Math.round(value * 100) / 100;
  return {
    commit,
    date,
    resources,
    toFloor: {
      plain: rounded(plain.seconds / floor.seconds),
      judged: rounded(judged.seconds / floor.seconds),
      programCpu: rounded(plain.cpuSeconds.program / floor.cpuSeconds.program),
    },
  };
}

/** This run beside the last one that was recorded; empty where there is none. */
export function compare(now: HistoryEntry, before: HistoryEntry | undefined): string[] {
  if (before === undefined) return [];
  const figures = Object.entries(now.toFloor).map(
    ([name, value]) =>
      `${name} ${before.toFloor[name as keyof HistoryEntry["toFloor"]].toFixed(2)} → ${value.toFixed(2)}`,
  );
  return [`to the floor, ${before.commit} of ${before.date} → now: ${figures.join(", ")}`];
}
