import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Refused } from "../model/exit-code";

/** What the user of this machine may do. */

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
export function databaseUser(): User | undefined {
  if (!isRoot()) return undefined;
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name === "postgres") return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Refused("this machine has no user postgres, which the package postgresql-15 makes");
}

/** A prefix that becomes the command as another user and keeps its pid; none for the current user. */
export function runAs(user: User | undefined): readonly string[] {
  if (!user) return [];
  return ["setpriv", `--reuid=${user.uid}`, `--regid=${user.gid}`, "--init-groups", "--"];
}

/** Whether a network namespace can be made here: tried, because containers forbid it to root as well. */
export function mayMakeNamespaces(): boolean {
  return isRoot() && succeeds("unshare", ["--net", "true"]);
}

/** Whether a file system can be mounted here: tried in a mount namespace that ends at once. */
export function mayMount(): boolean {
  return (
    isRoot() && succeeds("unshare", ["--mount", "mount", "-t", "tmpfs", "-o", "size=1m", "none", "/mnt"])
  );
}

function succeeds(command: string, argv: readonly string[]): boolean {
  try {
    execFileSync(command, argv, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
