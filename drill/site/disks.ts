import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Node } from "./layout";
import { regions } from "./layout";
import type { Site } from "./site";

/** File systems of the databases' own, in memory, so that one can be filled without harm to the machine. */

const run = promisify(execFile);
const sizeMiB = 384;

const ballast = (site: Site, node: Node): string => join(site.path("data", node.name), "ballast");

/** Mounts one for each database. */
export async function mountDisks(site: Site): Promise<void> {
  for (const region of regions) {
    const folder = site.path("data", `postgres-${region}`);
    mkdirSync(folder, { recursive: true });
    await run("mount", ["-t", "tmpfs", "-o", `size=${sizeMiB}m,mode=0755`, "standfast-drill", folder]);
  }
}

/** Removes every mount below the site's folder. */
export async function unmountDisks(site: Site): Promise<void> {
  const mounted = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "")
    .filter((path) => path.startsWith(`${site.folder}/`));
  for (const path of mounted) await run("umount", ["--lazy", path]);
}

/** Writes until no byte is free. */
export async function fillDisk(site: Site, node: Node): Promise<void> {
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
export function emptyDisk(site: Site, node: Node): void {
  rmSync(ballast(site, node), { force: true });
}
