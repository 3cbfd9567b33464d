import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { isRoot } from "./privileges";

/** What the site keeps on disk holds passwords: no other user of the machine may read or list any of it. */

/** As root it is walked through, not listed, by the user that PostgreSQL runs as. */
const folderMode = (): number => (isRoot() ? 0o711 : 0o700);

export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  // Whatever the umask is, and when an earlier release has made it.
  chmodSync(path, folderMode());
}

export function writePrivateFile(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
}
