import { describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

test("imports point one way", () => {
  const cruiser = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cruiser, "--config", ".dependency-cruiser.cjs", "index.ts", "config", "components"],
    { cwd: root, encoding: "utf8" },
  );
  expect({ status, stderr, violations: stdout.match(/^ +(error|warn) .*$/gm) ?? [] }).toEqual({
    status: 0,
    stderr: "",
    violations: [],
  });
});

describe("index.ts", () => {
  const lines = readFileSync(join(root, "index.ts"), "utf8").trimEnd().split("\n");

  test("is a table of contents of fewer than 110 lines", () => {
    expect(lines.length).toBeLessThan(110);
  });

  test("has its numbered parts, in order", () => {
    expect(lines.filter((line) => /^\/\/ \d\./.test(line)).map((line) => line.slice(3, 25))).toEqual([
      "1. The foundation of a",
      "2. What joins them: bu",
      "3. The service of each",
      "4. What operators see ",
      "5. What clients see: o",
      "6. What this stack has",
    ]);
  });
});
