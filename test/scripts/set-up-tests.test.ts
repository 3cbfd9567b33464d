import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";

function setUp(programs: Readonly<Record<string, string>>) {
  const bin = temporaryFolder();
  for (const [program, text] of Object.entries(programs)) {
    writeFileSync(join(bin, program), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, program), 0o755);
  }
  return spawnSync(process.execPath, ["scripts/set-up-tests.mjs"], { env: { PATH: bin }, encoding: "utf8" });
}

test("without Python and Go the tests do not start, and everything missing is said at once", () => {
  const { status, stderr } = setUp({});
  expect(status).toBe(1);
  expect(stderr).toContain("Python 3.9 or newer with its modules venv and pip");
  expect(stderr).toContain("there is no python3 on PATH");
  expect(stderr).toContain("Go 1.24 or newer: there is no go on PATH");
});

test("a Python that is too old or without venv is told with what it said", () => {
  const go = "exit 0";
  expect(setUp({ go, python3: "echo it is 3.8.1 >&2; exit 1" }).stderr).toContain("it is 3.8.1");
  const { stderr } = setUp({ go, python3: "echo \"No module named 'venv'\" >&2; exit 1" });
  expect(stderr).toContain("No module named 'venv'");
  expect(stderr).not.toContain("Go 1.24");
});
