import { existsSync, rmSync } from "node:fs";
import { regions, type SiteLocation, type SiteRegion } from "./layout";
import { writePrivateFile } from "./private-files";
import type { LocalSite } from "./site";

/**
 * Regions that may serve no client until the failback. It is kept on disk, so that a load balancer that comes back by
 * itself finds it before it listens: nothing of the lost region has to be reached for it.
 */

const fileOf = (site: LocalSite, location: SiteLocation): string =>
  site.path("settings", `fenced-${location}`);

export function fenceRegion(site: LocalSite, region: SiteRegion): void {
  writePrivateFile(fileOf(site, region), "");
}

export function isFenced(site: LocalSite, location: SiteLocation): boolean {
  return existsSync(fileOf(site, location));
}

/** @returns the regions that were fenced. */
export function unfenceRegions(site: LocalSite): readonly SiteRegion[] {
  const fenced = regions.filter((region) => isFenced(site, region));
  for (const region of fenced) rmSync(fileOf(site, region));
  return fenced;
}
