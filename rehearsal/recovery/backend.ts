/** Mends what a kill or a full disk made of the files of the engine's backend, before an engine reads them. */
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import type { Workspace } from "../cli/workspace";
import { writeWhole } from "../durable-file";
import { isState } from "./stack-state";

/** What became of the state of a stack. */
export interface MendedState {
  /** The state file, absolute. */
  readonly file: string;
  /** The backup that took its place; undefined where there was none and the stack starts anew. */
  readonly backup: string | undefined;
}

/**
 * Call it only while no engine of this workspace runs.
 * @returns the states that were not readable.
 */
export function mendBackend({ backend }: Workspace, say: (line: string) => void): MendedState[] {
  const root = join(backend, ".pulumi");
  const files = filesUnder(root);
  // Copies of what the store says of its files (types, digests): older rehearsals wrote them, none needs them.
  for (const file of files.filter((name) => name.endsWith(".attrs") && !isJson(name))) rmSync(file);
  // What a full disk or a kill left of a file that was being written; among locks the engine reads it as one.
  for (const file of files.filter((name) => name.endsWith(".tmp"))) rmSync(file);
  mendLayout(join(root, "meta.yaml"), say);
  const states = files.filter((file) => /^stacks[\\/].*\.json$/.test(relative(root, file)));
  return states.filter((file) => !isState(file)).map((file) => mendState(root, file, say));
}

/** The engine takes an empty description of its layout for that of ten years ago, and finds no stack. */
function mendLayout(file: string, say: (line: string) => void): void {
  if (!existsSync(file) || /^version: \d/m.test(readFileSync(file, "utf8"))) return;
  writeWhole(file, "version: 1\n");
  say("the description of the engine's backend was cut short; it is written again");
}

function mendState(root: string, file: string, say: (line: string) => void): MendedState {
  const stack = basename(file, ".json");
  const backup = backupsOf(root, file).find(isState);
  const aside = `${file}.unreadable`;
  if (backup === undefined) {
    renameSync(file, aside);
    say(`the state of the stack ${stack} was not readable and has no backup: it is kept as ${aside}`);
  } else {
    copyFileSync(file, aside);
    writeWhole(file, readFileSync(backup, "utf8"));
    say(`the state of the stack ${stack} was not readable: the engine's newest backup takes its place`);
  }
  return { file, backup };
}

/** The engine's own copies of a state, newest first: of the last write, of each update's start, of its end. */
function backupsOf(root: string, file: string): string[] {
  const stack = basename(file, ".json");
  const project = basename(dirname(file));
  const copies = ["backups", "history"]
    .flatMap((kind) => filesUnder(join(root, kind, project, stack)))
    .filter((copy) => copy.endsWith(".json") && !copy.endsWith(".history.json"));
  return [`${file}.bak`, ...copies]
    .filter((copy) => existsSync(copy))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function isJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
