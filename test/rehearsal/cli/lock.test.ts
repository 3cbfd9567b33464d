import { expect, jest, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { acquireLock } from "../../../rehearsal/cli/lock";
import { isRunning } from "../../../rehearsal/cli/process";
import { RehearsalError } from "../../../rehearsal/cli/rehearsal-error";
import { temporaryFolder } from "../../support/folder";

jest.setTimeout(30_000);

/** A process that runs until it is killed. */
function bystander() {
  return spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
}

test("a lock is given back, and can be taken again", async () => {
  const folder = temporaryFolder();
  const release = await acquireLock(folder);
  expect(existsSync(join(folder, "lock"))).toBe(true);
  release();
  expect(existsSync(join(folder, "lock"))).toBe(false);
});

test("the lock of a process that is gone is taken over", async () => {
  const folder = temporaryFolder();
  const gone = bystander();
  gone.kill("SIGKILL");
  await new Promise((resolve) => gone.on("close", resolve));
  expect(isRunning(Number(gone.pid))).toBe(false);
  writeFileSync(join(folder, "lock"), String(gone.pid));
  await acquireLock(folder);
});

test("while another process holds it, the refusal names the process, the folder and the way out", async () => {
  const folder = temporaryFolder();
  const holder = bystander();
  try {
    writeFileSync(join(folder, "lock"), String(holder.pid));
    const refusal = acquireLock(folder);
    await expect(refusal).rejects.toThrow(RehearsalError);
    await expect(refusal).rejects.toThrow(
      `another rehearsal (process ${holder.pid}) is using ${folder}; wait for it, or set STANDFAST_REHEARSAL_DIR`,
    );
  } finally {
    holder.kill("SIGKILL");
  }
});
