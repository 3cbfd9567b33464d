import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { requiredVersion } from "../../../rehearsal/engine/build";
import { atLeast, OLDEST_ENGINE } from "../../../rehearsal/engine/engine";
import { progressOn } from "../../../rehearsal/engine/progress";

test("the engine that is built is the oldest that is accepted", () => {
  const goMod = readFileSync("rehearsal/engine/modules/pulumi/go.mod", "utf8");
  expect(requiredVersion(goMod, "github.com/pulumi/pulumi/pkg/v3")).toBe(OLDEST_ENGINE);
});

test("a go.mod without the module is an error that names it", () => {
  expect(() => requiredVersion("module x\n", "example.com/m")).toThrow("go.mod requires no example.com/m");
});

test.each([
  ["v3.150.0", "v3.150.0", true],
  ["v3.150.1", "v3.150.0", true],
  ["v3.99.9", "v3.150.0", false],
  ["v4.0.0", "v3.150.0", true],
  ["v3.151.0-alpha.1", "v3.150.0", true],
])("%s is at least %s: %j", (one, other, holds) => {
  expect(atLeast(one, other)).toBe(holds);
});

test("outside a terminal progress is a line every ten seconds, not one a package", () => {
  let now = 0;
  const lines: string[] = [];
  const stream = { isTTY: false, write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
  const progress = progressOn(stream, () => now);
  progress.begin("pulumi: compiling", 1000);
  for (let second = 1; second <= 25; second += 1) {
    now = second * 1000;
    progress.advance();
  }
  progress.end();
  expect(lines).toEqual([
    "  pulumi: compiling, 0 of about 1000 packages (0 s)\n",
    "  pulumi: compiling, 11 of about 1000 packages (11 s)\n",
    "  pulumi: compiling, 22 of about 1000 packages (22 s)\n",
    "  pulumi: compiling, 25 of about 1000 packages (25 s)\n",
  ]);
});
