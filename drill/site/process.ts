import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { raiseOwnSession } from "./autogroup";
import { namespaceOf, processesInNetwork } from "./network";
import { databaseUser, isRoot, runAs } from "./privileges";
import type { SiteNode } from "./layout";
import { parseStat, processesMarked, processFacts, withDescendants } from "./proc";
import { ownMark, type LocalSite } from "./site";

/** Starts, finds and signals the processes of a site: always by pid and start time, never by name. */

export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs as the database's user where the drill is root. @default false */
  readonly asDatabaseUser?: boolean;
}

/**
 * Starts a node in the background, so that it outlives the drill until `down`.
 *
 * The shell writes its own identity and then becomes the program: a drill that is killed between start and record
 * leaves no process without one.
 */
export function start(site: LocalSite, node: SiteNode, command: Command): void {
  // Redis rewrites its settings, passwords included, with whatever rights the umask leaves.
  const recordAndBecome = `umask 077; IFS= read -r stat < /proc/$$/stat; echo "$stat" > "$0"; ${raiseOwnSession}; exec "$@"`;
  const argv = [
    ...(site.record.network === "namespaces" ? ["nsenter", `--net=${namespaceOf(node.location)}`, "--"] : []),
    ...(command.asDatabaseUser ? runAs(databaseUser()) : []),
    ...command.argv,
  ];
  const log = openSync(join(site.logs, `${node.name}.log`), "a", 0o600);
  const [marker, id] = site.marker.split("=") as [string, string];
  spawn("/bin/sh", ["-c", recordAndBecome, site.path("pids", node.name), ...argv], {
    detached: true,
    // The database's user may not enter the folder that the drill was called from.
    cwd: site.folder,
    stdio: ["ignore", log, log],
    // `oom_score`, locale and the like must not differ between shells.
    env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", [marker]: id, ...command.environment },
  }).unref();
  closeSync(log);
}

/** The living process of a node: for a database, of its agent. */
export async function pidOf(site: LocalSite, node: SiteNode): Promise<number | undefined> {
  const recorded = parseStat(await readFile(site.path("pids", node.name), "utf8").catch(() => ""));
  if (!recorded) return undefined;
  const living = await processFacts(recorded.pid);
  return living?.startedAt === recorded.startedAt ? living.pid : undefined;
}

/** The living database server of a `postgres` node: the agent starts it outside of its own process group. */
export async function serverPidOf(site: LocalSite, node: SiteNode): Promise<number | undefined> {
  const file = join(site.path("data", node.name), "cluster", "postmaster.pid");
  const pid = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
  if (!Number.isInteger(pid) || !(await processFacts(pid))) return undefined;
  // The file may be old and its pid in use by somebody else.
  const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
  return environment.includes(site.marker) ? pid : undefined;
}

/** Every living process of a node. */
export async function processesOf(site: LocalSite, node: SiteNode): Promise<number[]> {
  const own = await pidOf(site, node);
  const server = node.program === "postgres" ? await serverPidOf(site, node) : undefined;
  const roots = [own, server].filter((pid) => pid !== undefined);
  return roots.length > 0 ? await withDescendants(roots) : [];
}

/** Every living process of the site, also those whose record was lost. */
export async function processesOfSite(site: LocalSite): Promise<number[]> {
  const recorded = await Promise.all(site.nodes.map((node) => processesOf(site, node)));
  const marked = await processesMarked(site.marker);
  return await withDescendants([...new Set([...recorded.flat(), ...marked])]);
}

/** Every living process of any site that this user has started, whether or not there is a record of it. */
export async function processesOfAnySite(): Promise<number[]> {
  const roots = [...(await processesMarked(ownMark)), ...(isRoot() ? await processesInNetwork() : [])];
  // Whoever calls from a shell inside of a namespace does not mean itself.
  return (await withDescendants(roots)).filter((pid) => pid !== process.pid);
}

/** Signals processes; those that are gone already are passed over. */
export function signal(pids: readonly number[], name: "SIGKILL" | "SIGSTOP" | "SIGCONT" | "SIGTERM"): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
