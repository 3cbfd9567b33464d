/** Hands reports to people: into a folder that whoever starts the run names. The one place with an effect. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The environment variable that names the folder; nothing is written without it. */
export const REPORT_DIRECTORY = "STANDFAST_REPORT_DIR";

/** The environment variable with the path of the program's project file in its repository, for code scanning. */
const PROJECT_FILE = "STANDFAST_PROJECT_FILE";

export function projectFile(): string {
  return process.env[PROJECT_FILE] ?? "Pulumi.yaml";
}

/** A report is a convenience: whatever keeps it from being made or written must not fail the run that it is about. */
export function writeReports(make: () => Readonly<Record<string, string>>): void {
  const directory = process.env[REPORT_DIRECTORY];
  if (directory === undefined || directory === "") return;
  try {
    mkdirSync(directory, { recursive: true });
    for (const [name, text] of Object.entries(make())) writeFileSync(join(directory, name), text);
  } catch (error) {
    console.error(`A report was not written: ${error instanceof Error ? error.message : "unknown error"}`);
  }
}
