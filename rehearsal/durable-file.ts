/** Files that are there whole or not at all, whenever the process or the machine stops. */
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes aside, flushes, and takes the file's place in one step. Only its owner can read it. */
export function writeWhole(file: string, content: string): void {
  placed(file, content, renameSync);
}

/** The same for a file that is not there yet: of several that write it at once, the first one's stays. */
export function writeOnce(file: string, content: string): void {
  placed(file, content, (aside) => {
    try {
      linkSync(aside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  });
}

function placed(file: string, content: string, place: (aside: string, file: string) => void): void {
  const aside = `${file}.${process.pid}.next`;
  try {
    writeFileSync(aside, content, { mode: 0o600, flush: true });
    place(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
  flush(dirname(file));
}

/** Makes the names in a folder last. */
function flush(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
