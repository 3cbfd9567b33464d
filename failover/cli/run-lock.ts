import { mkdirSync } from "node:fs";
import { acquireFolderLock, FolderInUse } from "../../locks/folder-lock";
import { Refused } from "../model/exit-code";

/** Keeps a second run out of the same folder. @returns how to let go. @throws {Refused} */
export async function lockRuns(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return (await acquireFolderLock(folder, 0)).release;
  } catch (error) {
    if (error instanceof FolderInUse) throw new Refused(`a run is at it: ${error.holder}; wait for it`);
    throw error;
  }
}
