import { expect, test } from "@jest/globals";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCommandLine } from "../../../rehearsal/cli/command-line";
import { requireLanguageHost } from "../../../rehearsal/cli/language-host";
import { temporaryFolder } from "../../support/folder";

function requireFor(runtime: string, verb: string, path = "") {
  const engine = { bin: temporaryFolder(), version: "v3.150.0", origin: "PATH" } as const;
  requireLanguageHost({ folder: "/shop", runtime }, readCommandLine([verb]), engine, path);
}

test("a program whose language has no host here is refused with what to put on PATH", () => {
  expect(() => {
    requireFor("python", "up");
  }).toThrow(
    "the program in /shop is written for python, and the rehearsal carries the language host of Node.js only; put pulumi-language-python, which is a part of Pulumi's releases, on PATH",
  );
});

test("a host on PATH is enough, and what runs no program needs none", () => {
  const path = temporaryFolder();
  writeFileSync(join(path, "pulumi-language-go"), "");
  chmodSync(join(path, "pulumi-language-go"), 0o755);
  requireFor("go", "preview", path);
  requireFor("python", "destroy");
});
