/**
 * One run at a time in a folder.
 *
 * A lock is a numbered file, and the highest number counts. Whoever wants the lock creates the next number, which
 * only one can do; the highest is never deleted, so that a number once passed is never won again. An owner that is
 * gone is known by its id and the time that it started.
 */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isRunning, startOf } from "./process";

const RELEASED = ".released";

interface LockOwner {
  readonly pid: number;
  readonly start: string;
  readonly host: string;
}

export interface FolderLock {
  /** Whether the last owner ended without giving it back. */
  readonly abandoned: boolean;
  readonly release: () => void;
}

/** Another process holds the lock, and kept it. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
  readonly isElsewhere: boolean;
  /** Such as `process 12`, or `process 12 on build-7` where that is another machine. */
  readonly holder: string;

  /** @param place where the locks are: what is deleted where the owner's machine is gone. */
  constructor(
    { pid, host }: LockOwner,
    readonly place: string,
  ) {
    const isElsewhere = host !== hostname();
    const holder = `process ${pid}${isElsewhere ? ` on ${host}` : ""}`;
    super(`${holder} holds the lock in ${place}`);
    this.isElsewhere = isElsewhere;
    this.holder = holder;
  }
}

/**
 * @param patienceMs how long whoever has it gets to be gone.
 * @throws {FolderInUse}
 */
export async function acquireFolderLock(folder: string, patienceMs: number): Promise<FolderLock> {
  const locks = join(folder, "locks");
  mkdirSync(locks, { recursive: true });
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const latest = latestIn(locks);
    const owner = latest && ownerOf(join(locks, latest.name));
    if (owner === undefined) {
      const own = (latest?.number ?? 0) + 1;
      if (claim(locks, own)) {
        const abandoned = latest !== undefined && !latest.name.endsWith(RELEASED);
        return {
          abandoned,
          release: () => {
            release(locks, own);
          },
        };
      }
    } else if (Date.now() > deadline) {
      throw new FolderInUse(owner, locks);
    }
    await setTimeout(20);
  }
}

interface NumberedLock {
  readonly number: number;
  readonly name: string;
}

function latestIn(locks: string): NumberedLock | undefined {
  return readdirSync(locks)
    .filter((name) => /^\d+(\.released)?$/.test(name))
    .map((name) => ({ name, number: parseInt(name, 10) }))
    .reduce<NumberedLock | undefined>(
      (best, each) => (best && best.number >= each.number ? best : each),
      undefined,
    );
}

/** @returns whether this process has the lock now. */
function claim(locks: string, number: number): boolean {
  const owner: LockOwner = { pid: process.pid, start: startOf(process.pid), host: hostname() };
  const aside = join(locks, `claim-${process.pid}-${number}`);
  const file = join(locks, String(number));
  try {
    // Linked when it is whole: half an owner is never read.
    writeFileSync(aside, JSON.stringify(owner), { mode: 0o600 });
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  // Whoever was slow to look may have created a number that was passed meanwhile: given back, or deleted.
  if (existsSync(`${file}${RELEASED}`) || (latestIn(locks)?.number ?? number) > number) {
    rmSync(file, { force: true });
    return false;
  }
  for (const name of readdirSync(locks)) {
    if (parseInt(name, 10) < number) rmSync(join(locks, name), { force: true });
  }
  return true;
}

function release(locks: string, number: number): void {
  const file = join(locks, String(number));
  // Whoever deletes a workspace deletes its lock.
  if (existsSync(file)) renameSync(file, `${file}${RELEASED}`);
}

/** The process that holds a lock; undefined where it was given back, or its owner is gone. */
function ownerOf(file: string): LockOwner | undefined {
  if (file.endsWith(RELEASED)) return undefined;
  try {
    const owner = JSON.parse(readFileSync(file, "utf8")) as LockOwner;
    const elsewhere = owner.host !== hostname();
    return elsewhere || (isRunning(owner.pid) && startOf(owner.pid) === owner.start) ? owner : undefined;
  } catch {
    // Given back meanwhile, or emptied from outside: a lock is never written by halves.
    return undefined;
  }
}
