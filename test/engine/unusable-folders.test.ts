import { afterEach, expect, test } from "@jest/globals";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../rehearsal/cli/workspace";

const isRoot = process.getuid?.() === 0;
/** They need another user, and a file system of their own. */
const asRoot = isRoot ? test : test.skip;

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0).toReversed()) step();
});

function folderFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `standfast-${name}-`));
  undo.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A disk with room for 64 KiB. */
function smallDisk(): string {
  const folder = folderFor("disk");
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k,mode=0777", "tmpfs", folder]);
  undo.push(() => {
    execFileSync("umount", ["--lazy", folder]);
  });
  return folder;
}

/** The checkout at another place, where others than its owner can reach it. */
function checkout(...options: readonly string[]): string {
  const folder = folderFor("checkout");
  execFileSync("mount", ["--bind", repository, folder]);
  undo.push(() => {
    execFileSync("umount", ["--lazy", folder]);
  });
  if (options.length > 0) execFileSync("mount", ["-o", `remount,bind,${options.join(",")}`, folder]);
  return folder;
}

/** An engine that tells its version and nothing else: the command must not come as far as to need more. */
function engineStub(): string {
  const folder = folderFor("engine");
  writeFileSync(join(folder, "pulumi"), "#!/bin/sh\necho v3.265.0\n", { mode: 0o755 });
  writeFileSync(join(folder, "pulumi-language-nodejs"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  chmodSync(folder, 0o755);
  return folder;
}

const ANOTHER_USER = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

function run(cwd: string, program: string, prefix: readonly string[], env: NodeJS.ProcessEnv) {
  const command = [...prefix, process.execPath, "--import", "tsx", ...program.split(" ")];
  const { status, stdout, stderr } = spawnSync(command[0] ?? "", command.slice(1), {
    cwd,
    env,
    encoding: "utf8",
  });
  return { status, output: `${stdout}${stderr}` };
}

const PREVIEW = "rehearsal/cli/rehearse.ts -C test/engine/programs/takes-up preview --stack dev";

asRoot.each([
  ["another user than its owner", ANOTHER_USER, [], "its owner does not let you", PREVIEW],
  ["another user, npm start", ANOTHER_USER, [], "its owner does not let you", "rehearsal/cli/start.ts"],
  ["a read-only checkout", [], ["ro"], "it .*file system .*is read-only.*", PREVIEW],
])("%s: one sentence says what to set", (_, prefix, options, reason, program) => {
  const PATH = `${engineStub()}:/usr/sbin:/usr/bin:/sbin:/bin`;
  const { status, output } = run(checkout(...options), program, prefix, { PATH, HOME: "/nonexistent" });
  expect({ status, output }).toEqual({
    status: 1,
    output: expect.stringMatching(
      new RegExp(
        `^rehearsal: cannot use \\S+/\\.rehearsal\\S*: ${reason}; set STANDFAST_REHEARSAL_DIR to a folder that you can write, on a disk with space\n$`,
      ),
    ),
  });
});

asRoot.each([
  ["npm run reference", "config/reference/write.ts", /^reference: \S+ cannot be written: EACCES/],
  ["npm run faults", "test/faults/main.ts", /^rehearsal: the disks .* only root can do; run it as root$/],
  [
    "npm run drill",
    "drill/main.ts --scenario redis_kill --dry-run",
    /^--report-dir drills cannot be written/,
  ],
])("another user, %s: one sentence as well", (_, program, sentence) => {
  const { status, output } = run(checkout(), program, ANOTHER_USER, { ...process.env, HOME: "/nonexistent" });
  expect(status).not.toBe(0);
  expect(output.trim()).toMatch(sentence);
  expect(output.trim().split("\n")).toHaveLength(1);
});

asRoot.each([
  ["full from the start", 0],
  ["full before the stack is there", 16],
  ["full in the middle", 28],
])("a disk that is %s: one sentence says so", (_, freeKiB) => {
  const disk = smallDisk();
  writeFileSync(join(disk, "others"), Buffer.alloc((64 - freeKiB) * 1024));
  const env = { ...process.env, STANDFAST_REHEARSAL_DIR: join(disk, "rehearsal") };
  const { status, output } = run(repository, PREVIEW, [], env);
  expect(status).toBe(1);
  expect(output).toMatch(/^rehearsal: .*the disk is full[:;] set STANDFAST_REHEARSAL_DIR/m);
  expect(output).not.toMatch(/^\s+at \S+ \(/m);
});
