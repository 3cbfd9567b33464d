import { expect, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { RehearsalError } from "../../../rehearsal/cli/rehearsal-error";
import { repository } from "../../../rehearsal/cli/workspace";
import { acquireLock } from "../../../rehearsal/recovery/lock";
import { isRunning, startOf } from "../../../locks/process";
import { temporaryFolder } from "../../support/folder";

/** A process that runs until it is killed. */
function bystander(): ChildProcess {
  return spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
}

/** A folder whose lock belongs to the process `pid`. */
function lockedBy(pid: number, { start = startOf(pid), host = hostname() } = {}): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "locks"));
  writeFileSync(join(folder, "locks", "7"), JSON.stringify({ pid, start, host }));
  return folder;
}

const locksIn = (folder: string) => readdirSync(join(folder, "locks")).sort();

test("a lock is given back, and can be taken again", async () => {
  const folder = temporaryFolder();
  const lock = await acquireLock(folder);
  expect(lock.abandoned).toBe(false);
  expect(locksIn(folder)).toEqual(["1"]);
  lock.release();
  expect(locksIn(folder)).toEqual(["1.released"]);
  expect((await acquireLock(folder)).abandoned).toBe(false);
  expect(locksIn(folder)).toEqual(["2"]);
});

test("the lock of a process that is gone is taken over", async () => {
  const gone = bystander();
  gone.kill("SIGKILL");
  await new Promise((resolve) => gone.on("close", resolve));
  expect(isRunning(Number(gone.pid))).toBe(false);
  const folder = lockedBy(Number(gone.pid), { start: "1" });
  expect((await acquireLock(folder)).abandoned).toBe(true);
  expect(locksIn(folder)).toEqual(["8"]);
});

test("the lock of a process whose id another one has by now is taken over", async () => {
  const folder = lockedBy(process.ppid, { start: "1" });
  await acquireLock(folder);
  expect(locksIn(folder)).toEqual(["8"]);
});

test("an empty lock is nobody's", async () => {
  const folder = lockedBy(process.ppid);
  writeFileSync(join(folder, "locks", "7"), "");
  await acquireLock(folder);
  expect(locksIn(folder)).toEqual(["8"]);
});

test("while another process holds it, the refusal names the process, the folder and the way out", async () => {
  const holder = bystander();
  try {
    const folder = lockedBy(Number(holder.pid));
    const refusal = acquireLock(folder);
    await expect(refusal).rejects.toThrow(RehearsalError);
    await expect(refusal).rejects.toThrow(
      `another rehearsal (process ${holder.pid}) is using ${folder}; wait for it, or set STANDFAST_REHEARSAL_DIR`,
    );
  } finally {
    holder.kill("SIGKILL");
  }
});

test("a lock of another machine is kept, and the refusal says what to delete when that is gone", async () => {
  const folder = lockedBy(1, { host: "elsewhere" });
  await expect(acquireLock(folder)).rejects.toThrow(
    `(process 1 on elsewhere) is using ${folder}; wait for it, or set STANDFAST_REHEARSAL_DIR to a folder of your own; ` +
      `if that machine is gone, delete ${join(folder, "locks")}`,
  );
});

/** Takes the lock, notes when it has it and when it gives it back, several times over. */
const contender = `
  import { appendFileSync } from "node:fs";
  import { setTimeout } from "node:timers/promises";
  import { acquireLock } from ${JSON.stringify(join(repository, "rehearsal", "recovery", "lock.ts"))};
  (async () => {
    for (let round = 0; round < 8; round++) {
      const { release } = await acquireLock(process.env.FOLDER!);
      appendFileSync(process.env.LOG!, "taken ");
      await setTimeout(3);
      appendFileSync(process.env.LOG!, "given ");
      if (round === 7) process.exit();
      release();
    }
  })();
`;

test("of many that start at once, one has it at a time, and what one leaves the next takes over", async () => {
  const folder = temporaryFolder();
  const log = join(folder, "log");
  const script = join(folder, "contender.ts");
  writeFileSync(script, contender);
  const ended = Array.from({ length: 4 }, () => {
    const child = spawn(process.execPath, ["--import", "tsx", script], {
      cwd: repository,
      env: { ...process.env, FOLDER: folder, LOG: log },
      stdio: ["ignore", "ignore", "inherit"],
    });
    return new Promise((resolve) => child.on("close", resolve));
  });
  expect(await Promise.all(ended)).toEqual([0, 0, 0, 0]);
  expect(readFileSync(log, "utf8")).toBe("taken given ".repeat(32));
});
