import { expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sentenceOf } from "../../../rehearsal/cli/command";
import { RehearsalError } from "../../../rehearsal/cli/rehearsal-error";
import { openWorkspace } from "../../../rehearsal/cli/workspace";
import { temporaryFolder } from "../../support/folder";

function failureOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

const failing = (code: string, path: string) => Object.assign(new Error(code), { code, path });

test("a full disk and a folder that is no folder are said with the variable that helps", () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  expect(sentenceOf(failureOf(() => openWorkspace(join(file, "rehearsal"))))).toBe(
    `rehearsal: cannot use ${file}/rehearsal/backend: a part of the path is no folder; set STANDFAST_REHEARSAL_DIR to a folder that you can write, on a disk with space`,
  );
  expect(sentenceOf(failing("ENOSPC", "/full/state"))).toContain(
    "cannot use /full/state: the disk is full; set STANDFAST_REHEARSAL_DIR",
  );
});

test.each(["EACCES", "EPERM", "EROFS"])(
  "%s in the engine's folder names the variable of that folder",
  (code) => {
    expect(sentenceOf(failing(code, "/cache/engine/bin"), { STANDFAST_CACHE: "/cache" })).toMatch(
      /cannot use \/cache\/engine\/bin: .*; set STANDFAST_CACHE to a folder/,
    );
  },
);

test("a mistyped flag is named, with where the options are listed", () => {
  const failure = failureOf(() => parseArgs({ args: ["--ponits", "3"], options: {} }));
  expect(sentenceOf(failure)).toBe("Unknown option '--ponits'; --help lists the options");
});

test("a disk without room is said without a path where Node.js gives none", () => {
  expect(sentenceOf(Object.assign(new Error("write"), { code: "ENOSPC" }))).toMatch(
    /^rehearsal: cannot write: the disk is full; set STANDFAST_REHEARSAL_DIR/,
  );
});

test("an error with words for the user keeps them, and a fault of ours keeps its stack trace", () => {
  expect(sentenceOf(new RehearsalError("no such stack"))).toBe("rehearsal: no such stack");
  expect(sentenceOf(new TypeError("x is undefined"))).toBeUndefined();
  expect(sentenceOf(failing("ENOENT", "/nowhere"))).toBeUndefined();
});
