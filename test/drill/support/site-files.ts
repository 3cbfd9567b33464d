import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { LocalSite } from "../../../drill/site/site";

/** Where the site's password may be: what the programs read it from. */
const mayHoldPassword = /^site\/(site\.json|settings\/[^/]+|data\/postgres-\w\/pgpass)$/;

/** What on the site's disk says more than it should, or to whom it should not; none is as it should be. */
export function exposures(site: LocalSite): string[] {
  const home = dirname(site.folder);
  return walk(home).flatMap((path) => {
    const name = relative(home, path);
    const stats = lstatSync(path);
    const mode = (stats.mode & 0o777).toString(8);
    // Root's folders are walked through, never listed, by the user that PostgreSQL runs as.
    const forbidden = stats.isDirectory() ? 0o066 : 0o077;
    const found = (stats.mode & forbidden) === 0 ? [] : [`${name || "."} has the mode ${mode}`];
    const leaks =
      stats.isFile() && !mayHoldPassword.test(name) && readFileSync(path).includes(site.record.password);
    return leaks ? [...found, `${name} holds the password`] : found;
  });
}

function walk(path: string): string[] {
  if (!lstatSync(path).isDirectory()) return [path];
  return [path, ...readdirSync(path).flatMap((name) => walk(join(path, name)))];
}
