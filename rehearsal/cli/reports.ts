/** What the policy packs have to say beside their verdicts: they write text files into one folder. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "./workspace";

/** Takes away what an earlier run wrote. */
export function clearReports({ reports }: Workspace): void {
  rmSync(reports, { recursive: true, force: true });
}

/** Every report that is meant for a terminal, as lines, by file name. */
export function readReports({ reports }: Workspace): string[][] {
  if (!existsSync(reports)) return [];
  const texts = readdirSync(reports).filter((file) => file.endsWith(".txt"));
  return texts.sort().map((file) => readFileSync(join(reports, file), "utf8").trimEnd().split("\n"));
}
