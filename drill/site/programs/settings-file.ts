import { existsSync } from "node:fs";
import { writePrivateFile } from "../private-files";
import type { LocalSite } from "../site";

/**
 * Writes a program's settings once: Redis and Sentinel keep what they learn in theirs, and a restart must find it.
 * @returns the path.
 */
export function settingsFile(site: LocalSite, name: string, text: string): string {
  const path = site.path("settings", name);
  if (!existsSync(path)) writePrivateFile(path, text);
  return path;
}
