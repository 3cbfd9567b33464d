import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { regions, type SiteNode } from "./layout";
import { makePrivateFolder } from "./private-files";
import type { LocalSite } from "./site";

/**
 * File systems of the site's own, in memory: a database's can be filled without harm to the machine, and what the
 * machine's disk does meanwhile does not disturb the measurement.
 */

const run = promisify(execFile);
/** What the kernel's list of mounts calls them. */
const device = "standfast-drill";
const databaseMiB = 384;
const restMiB = 512;

const ballast = (site: LocalSite, node: SiteNode): string => join(site.path("data", node.name), "ballast");

/** Mounts one for each database and one for the rest. */
export async function mountDisks(site: LocalSite): Promise<void> {
  await mount(site.path("data", ""), restMiB);
  for (const region of regions) await mount(site.path("data", `postgres-${region}`), databaseMiB);
}

async function mount(folder: string, sizeMiB: number): Promise<void> {
  const path = folder.replace(/\/$/, "");
  mkdirSync(path, { recursive: true });
  await run("mount", ["-t", "tmpfs", "-o", `size=${sizeMiB}m`, device, path]);
  makePrivateFolder(path);
}

/**
 * Removes every file system that a site has mounted, wherever it is.
 * @returns whether there was any.
 */
export async function unmountDisks(): Promise<boolean> {
  const mounted = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .flatMap(([source, path]) => (source === device && path !== undefined ? [path] : []));
  // The inner ones were mounted last.
  for (const path of mounted.reverse()) await run("umount", ["--lazy", path]);
  return mounted.length > 0;
}

/** Writes until no byte is free. */
export async function fillDisk(site: LocalSite, node: SiteNode): Promise<void> {
  const file = await open(ballast(site, node), "a");
  try {
    for (let block = 1 << 20; block >= 1;) {
      try {
        await file.appendFile(Buffer.alloc(block));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        block >>= 4;
      }
    }
  } finally {
    await file.close();
  }
}

/** Gives the space back; safe when there is no ballast. */
export function emptyDisk(site: LocalSite, node: SiteNode): void {
  rmSync(ballast(site, node), { force: true });
}
