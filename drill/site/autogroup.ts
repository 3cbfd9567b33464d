import { readFileSync, writeFileSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { isRoot } from "./privileges";

/**
 * Puts the site before other work of the machine: a measurement in seconds must not depend on what else runs.
 *
 * A nice value counts only among the processes of one session where the kernel groups sessions (sched_autogroup), and
 * there a whole session has a nice value of its own (sched(7)), which no child inherits that begins its own session.
 */

const autogroupNice = -15;
const autogroupOf = (pid: number | "self"): string => `/proc/${pid}/autogroup`;

/** The shell's part, before it becomes the program that it starts. */
export const raiseOwnSession = `[ ! -w /proc/$$/autogroup ] || echo ${autogroupNice} 2>/dev/null > /proc/$$/autogroup || :`;

/**
 * Raises this process, and its session until it ends.
 * @param log is told when the user may not.
 */
export function raisePriority(log: (line: string) => void): void {
  if (!isRoot()) {
    log(
      "not root: the site competes with other work of this machine, and figures may be worse than they are",
    );
    return;
  }
  setPriority(constants.priority.PRIORITY_HIGH);
  const before = niceOfSession();
  if (before === undefined || !raiseSession("self")) return;
  process.once("exit", () => {
    writeFileSync(autogroupOf("self"), String(before));
  });
}

/** @returns whether it could: the process may have ended, or the kernel may not group sessions. */
export function raiseSession(pid: number | "self"): boolean {
  try {
    writeFileSync(autogroupOf(pid), String(autogroupNice));
    return true;
  } catch {
    return false;
  }
}

/** `/autogroup-9 nice 0` */
function niceOfSession(): number | undefined {
  try {
    const nice = / nice (-?\d+)/.exec(readFileSync(autogroupOf("self"), "utf8"))?.[1];
    return nice === undefined ? undefined : Number(nice);
  } catch {
    return undefined;
  }
}
