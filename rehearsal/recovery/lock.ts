/** One rehearsal at a time: the cloud of a workspace is one account with one journal. */
import { acquireFolderLock, FolderInUse, type FolderLock } from "../../locks/folder-lock";
import { RehearsalError } from "../cli/rehearsal-error";

/** A rehearsal that is just ending, or was just killed, gets this long to be gone. */
const PATIENCE_MS = 3_000;

/** @throws {RehearsalError} when another process holds the lock and keeps it. */
export async function acquireLock(folder: string): Promise<FolderLock> {
  try {
    return await acquireFolderLock(folder, PATIENCE_MS);
  } catch (error) {
    if (error instanceof FolderInUse) throw new RehearsalError(refusal(error, folder));
    throw error;
  }
}

function refusal({ holder, isElsewhere, place }: FolderInUse, folder: string): string {
  const way = "wait for it, or set STANDFAST_REHEARSAL_DIR to a folder of your own";
  const gone = isElsewhere ? `; if that machine is gone, delete ${place}` : "";
  return `another rehearsal (${holder}) is using ${folder}; ${way}${gone}`;
}
