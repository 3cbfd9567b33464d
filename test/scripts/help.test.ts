import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Every npm command that is a program of this repository, with the file that it runs. */
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const file = /^(?:exec )?tsx (\S+)$/.exec(line)?.[1];
  return file === undefined ? [] : [[name, file] as const];
});

test("the commands are those that the README lists", () => {
  expect(commands.map(([name]) => name)).toEqual(
    expect.arrayContaining(["start", "rehearse", "drill", "bench", "mutate", "faults", "configurations"]),
  );
  expect(commands.map(([name]) => name)).toEqual(
    expect.arrayContaining(["reference", "preflight", "cost", "report"]),
  );
});

test.each(commands)("npm run %s -- --help explains itself, and starts nothing", (_, file) => {
  const folder = temporaryFolder();
  const [cache, rehearsal] = [join(folder, "cache"), join(folder, "rehearsal")];
  const written = ["docs/configuration.md", "config/pulumi-stack.schema.json"];
  const before = written.map((path) => statSync(path).mtimeMs);
  // Neither an engine nor anything to fetch or build one with.
  const env = { PATH: folder, HOME: folder, STANDFAST_CACHE: cache, STANDFAST_REHEARSAL_DIR: rehearsal };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", file, "--help"], {
    env: { ...env, TSX_DISABLE_CACHE: "1" },
    encoding: "utf8",
    timeout: 100_000,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^Usage: /);
  expect(stdout).toMatch(/^Examples:\n {2}\S/m);
  expect(stdout).toMatch(/^Exit codes:\n {2}0 {2,}\S/m);
  expect([cache, rehearsal].filter((path) => existsSync(path))).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
  expect(written.map((path) => statSync(path).mtimeMs)).toEqual(before);
});
