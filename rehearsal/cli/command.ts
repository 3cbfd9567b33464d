/** What the commands of the rehearsal share: their ends, good and bad. */
import { relative } from "node:path";
import { FixturesError } from "../cloud/fixtures";
import { cacheFolder } from "../engine/resolve";
import { NoSourceError } from "../engine/source";
import { RehearsalError } from "./rehearsal-error";

/** Runs a command to its exit code. What the user can mend is said in a sentence, without a stack trace. */
export function runCommand(main: () => Promise<number>): void {
  main().then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      const sentence = sentenceOf(error);
      if (sentence === undefined) throw error;
      console.error(sentence);
      process.exitCode = 1;
    },
  );
}

/** @returns undefined for a fault of ours, whose stack trace is worth more than a sentence. */
export function sentenceOf(error: unknown, env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (error instanceof NoSourceError) return error.message;
  if (error instanceof RehearsalError || error instanceof FixturesError) return `rehearsal: ${error.message}`;
  const { code = "", syscall = "", path = "", message } = error as NodeJS.ErrnoException;
  // What `parseArgs` says of a command line that it cannot read; its further sentences are about its own syntax.
  if (code.startsWith("ERR_PARSE_ARGS_")) return `${message.split(". ")[0] ?? ""}; --help lists the options`;
  const reason = REASONS[code] ?? REASONS[`${code} ${syscall}`];
  if (reason === undefined) return undefined;
  if (path === "" && !DISK_FULL.includes(code)) return undefined;
  const variable =
    path !== "" && isWithin(cacheFolder(env), path) ? "STANDFAST_CACHE" : "STANDFAST_REHEARSAL_DIR";
  const what = path === "" ? "cannot write" : `cannot use ${path}`;
  return `rehearsal: ${what}: ${reason}; set ${variable} to a folder that you can write, on a disk with space`;
}

/** Node.js does not say which file the bytes were for that a disk has no room for. */
const DISK_FULL = ["ENOSPC", "EDQUOT"];

/** Failures of the file system that are the machine's or its owner's, not the program's; some of one call only. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "its owner does not let you",
  EPERM: "its owner does not let you",
  EROFS: "it is on a file system that is read-only",
  // Node.js's word for it where it has to make the folders above as well.
  "ENOENT mkdir": "it cannot be made there: the file system is read-only, or a folder above it is gone",
  ENOSPC: "the disk is full",
  EDQUOT: "your share of the disk is used up",
  ENOTDIR: "a part of the path is no folder",
  EEXIST: "a file stands where a folder has to be",
};

function isWithin(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith("..");
}
