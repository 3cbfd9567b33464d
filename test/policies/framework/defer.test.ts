/** In a process of its own: jest has a `require` that nobody can put anything into. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

const PACK = join(__dirname, "../../../policies");

/** What `script` prints, as JSON; `loaded` in it lists the files that were compiled up to now. */
function printedBy(script: string): unknown {
  const watched = `
    const Module = require("node:module");
    const loaded = [];
    const compile = Module.prototype._compile;
    Module.prototype._compile = function (text, file, ...more) {
      loaded.push(file);
      return compile.call(this, text, file, ...more);
    };
    const sdk = Module.createRequire(require.resolve("@pulumi/pulumi"));
    const count = (part) => loaded.filter((file) => file.includes(part)).length;
    ${script}`;
  return JSON.parse(execFileSync(process.execPath, ["-e", watched], { cwd: PACK, encoding: "utf8" }));
}

describe("what the SDK loads and a pack does not use", () => {
  test("is not loaded with the pack's part of the SDK", () => {
    const script = `
      require("tsx/cjs");
      require("./framework/defer.ts").deferUnused();
      require("@pulumi/policy");
      console.log(JSON.stringify([count("/typescript/lib/"), count("/@npmcli/arborist/"), count("/@pulumi/policy/") > 0]));`;
    expect(printedBy(script)).toEqual([0, 0, true]);
  });

  test("is there as soon as something wants it, and loaded once", () => {
    const script = `
      require("tsx/cjs");
      require("./framework/defer.ts").deferUnused();
      const { Arborist } = sdk("@npmcli/arborist");
      console.log(JSON.stringify([Arborist === sdk("@npmcli/arborist").Arborist, Arborist.name,
        "Arborist" in sdk("@npmcli/arborist"), count("/@npmcli/arborist/lib/index.js")]));`;
    expect(printedBy(script)).toEqual([true, "Arborist", true, 1]);
  });

  test("is left alone when it is loaded already, or not installed", () => {
    const script = `
      require("tsx/cjs");
      const before = sdk("semver");
      const { defer } = require("./framework/defer.ts");
      defer("semver", sdk);
      defer("no-such-module", sdk);
      console.log(JSON.stringify(before === sdk("semver")));`;
    expect(printedBy(script)).toBe(true);
  });
});
