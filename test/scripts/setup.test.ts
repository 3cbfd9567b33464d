import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../support/folder";

/** An `npm` that installs the one package of the project, unless it is told to leave development packages out. */
const NPM = `#!${process.execPath}
const fs = require("node:fs");
fs.appendFileSync("npm-calls", process.argv.slice(2).join(" ") + "\\n");
const dev = process.env.NODE_ENV !== "production" || process.argv.includes("--include=dev");
fs.mkdirSync("node_modules/.bin", { recursive: true });
if (dev && !fs.existsSync("leave-out")) {
  fs.mkdirSync("node_modules/jest", { recursive: true });
  fs.writeFileSync("node_modules/jest/package.json", JSON.stringify({ version: "1.0.0", bin: { jest: "jest.js" } }));
  fs.writeFileSync("node_modules/.bin/jest", "");
}
`;

function openCheckout() {
  const folder = temporaryFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "npm"), NPM);
  chmodSync(join(bin, "npm"), 0o755);
  cpSync("scripts/setup.mjs", join(folder, "scripts", "setup.mjs"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ devDependencies: { jest: "1.0.0" } }));
  writeFileSync(join(folder, "package-lock.json"), "{}");
  const calls = join(folder, "npm-calls");
  return {
    folder,
    setUp: (args: readonly string[] = ["--quiet"]) => {
      const env = { NODE_ENV: "production", PATH: `${bin}:${dirname(process.execPath)}` };
      const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/setup.mjs", ...args], {
        cwd: folder,
        env,
        encoding: "utf8",
      });
      return { status, output: stdout + stderr };
    },
    calls: () => (existsSync(calls) ? readFileSync(calls, "utf8").trimEnd().split("\n") : []),
  };
}

test("development packages are installed under NODE_ENV=production too, once", () => {
  const { setUp, calls } = openCheckout();
  expect(setUp().status).toBe(0);
  expect(setUp().status).toBe(0);
  expect(calls()).toEqual(["ci --include=dev --ignore-scripts --no-audit --no-fund"]);
});

test.each(["node_modules/.bin/jest", "node_modules/jest"])("%s that is gone is installed again", (path) => {
  const { folder, setUp, calls } = openCheckout();
  setUp();
  rmSync(join(folder, path), { recursive: true });
  expect(setUp().status).toBe(0);
  expect(calls()).toHaveLength(2);
  expect(existsSync(join(folder, path))).toBe(true);
});

test("a package in another version than the pinned one is installed again", () => {
  const { folder, setUp, calls } = openCheckout();
  setUp();
  writeFileSync(join(folder, "node_modules/jest/package.json"), JSON.stringify({ version: "0.9.0" }));
  setUp();
  expect(calls()).toHaveLength(2);
});

test("packages that npm leaves out are named, and the next set-up tries again", () => {
  const { folder, setUp, calls } = openCheckout();
  writeFileSync(join(folder, "leave-out"), "");
  for (const count of [1, 2]) {
    const { status, output } = setUp();
    expect(status).toBe(1);
    expect(output).toContain("npm ci left out jest");
    expect(calls()).toHaveLength(count);
  }
});

test("--help prints help and installs nothing", () => {
  const { setUp, calls } = openCheckout();
  const { status, output } = setUp(["--help"]);
  expect(status).toBe(0);
  expect(output).toContain("Exit codes:");
  expect(calls()).toEqual([]);
});
