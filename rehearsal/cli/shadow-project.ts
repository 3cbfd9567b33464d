/**
 * The project as the engine sees it in a rehearsal: a folder of the rehearsal's own with a project file that leads to
 * the user's program, and with copies of the stack files. Whatever a command of the engine writes or deletes beside
 * the project file (`config set`, `stack rm`, `stack rename`, …), it writes and deletes here.
 */
import { lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { stringify } from "yaml";
import { stackFileOf, stacksOf, type Project } from "./project";
import { RehearsalError } from "./rehearsal-error";
import { updateCopy } from "./stack-files";
import type { Workspace } from "./workspace";

/**
 * Writes the shadow of a project and the copies of its stack files.
 * @param asked the stack that the command is about, where it names one: only its file has to be sound.
 * @param settings the file of its settings. @default the project's own
 * @returns the folder.
 */
export function openShadow(
  workspace: Workspace,
  project: Project,
  asked?: string,
  settings?: string,
): string {
  const folder = join(workspace.folder, "projects", project.name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), stringify(shadowDefinition(project)));
  linkEntries(project.folder, folder, workspace.folder);
  for (const stack of new Set([...stacksOf(project), ...(asked === undefined ? [] : [asked])])) {
    const source = (stack === asked ? settings : undefined) ?? stackFileOf(project, stack);
    try {
      updateCopy(folder, stack, source);
    } catch (error) {
      if (stack === asked || asked === undefined || !(error instanceof RehearsalError)) throw error;
    }
  }
  return folder;
}

/** The user's project file, but that its program is elsewhere, and its stack files and backend are the rehearsal's. */
function shadowDefinition({ definition, main }: Project): Record<string, unknown> {
  const isElsewhere = (key: string, value: unknown) =>
    key === "stackConfigDir" || key === "backend" || (key === "config" && typeof value === "string");
  const kept = Object.entries(definition).filter(([key, value]) => !isElsewhere(key, value));
  return { ...Object.fromEntries(kept), main };
}

/**
 * Links what stands beside the user's project file, for what is looked up from there: a virtual environment, a
 * plugin's path, the files that a program reads below its root directory.
 */
function linkEntries(from: string, to: string, workspace: string): void {
  const isOurs = (entry: string) => !relative(join(from, entry), workspace).startsWith("..");
  const entries = readdirSync(from).filter(
    (entry) => !entry.startsWith("Pulumi.") && entry !== ".git" && !isOurs(entry),
  );
  for (const entry of readdirSync(to)) {
    if (lstatSync(join(to, entry)).isSymbolicLink()) rmSync(join(to, entry));
  }
  for (const entry of entries) symlinkSync(join(from, entry), join(to, entry));
}
