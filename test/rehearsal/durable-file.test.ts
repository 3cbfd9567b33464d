import { expect, test } from "@jest/globals";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeOnce, writeWhole } from "../../rehearsal/durable-file";
import { temporaryFolder } from "../support/folder";

test("a file is replaced as a whole, for its owner alone, and nothing is left beside it", () => {
  const folder = temporaryFolder();
  const file = join(folder, "state");
  writeFileSync(file, "old");
  writeWhole(file, "new");
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["state"]);
});

test("what cannot take its place leaves nothing, and the old one as it was", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "state", "full"), { recursive: true });
  expect(() => {
    writeWhole(join(folder, "state"), "new");
  }).toThrow();
  expect(readdirSync(folder)).toEqual(["state"]);
});

test("what is written once keeps what was written first", () => {
  const file = join(temporaryFolder(), "passphrase");
  writeOnce(file, "first");
  writeOnce(file, "second");
  expect(readFileSync(file, "utf8")).toBe("first");
});
