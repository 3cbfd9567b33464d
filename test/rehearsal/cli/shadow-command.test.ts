import { describe, expect, test } from "@jest/globals";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCommandLine } from "../../../rehearsal/cli/command-line";
import { projectIn } from "../../../rehearsal/cli/project";
import { inShadow } from "../../../rehearsal/cli/shadow-command";
import { temporaryFolder } from "../../support/folder";

/** Translates a command line that was typed in `folder`, beside a project in its folder `app`. */
function translate(args: readonly string[], terminal = true) {
  const folder = temporaryFolder();
  const cwd = join(folder, "app");
  mkdirSync(join(folder, "packs"));
  mkdirSync(cwd);
  writeFileSync(join(cwd, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  writeFileSync(join(cwd, "pack.json"), "{}");
  const project = projectIn(cwd)!;
  const command = readCommandLine(args);
  const translated = inShadow(command, {
    shadow: "/shadow",
    project,
    typed: { folder, cwd },
    stack: "dev",
    terminal,
  });
  return translated.map((arg) => arg.replace(folder, "FOLDER"));
}

describe("a command means in the shadow what it meant where it was typed", () => {
  test.each([
    [
      ["-C", "app", "up", "--stack", "acme/shop/dev"],
      ["up", "--stack", "dev"],
    ],
    [
      ["up", "-s=acme/dev"],
      ["up", "-s=dev"],
    ],
    [
      ["stack", "init", "acme/shop/dev"],
      ["stack", "init", "dev"],
    ],
    [
      ["config", "cp", "--dest", "acme/shop/other"],
      ["config", "cp", "--dest", "other"],
    ],
    [
      ["preview", "--policy-pack", "packs"],
      ["preview", "--policy-pack", "FOLDER/packs"],
    ],
    [
      ["-C", "app", "preview", "--policy-pack", "packs", "--policy-pack-config", "pack.json"],
      ["preview", "--policy-pack", "FOLDER/packs", "--policy-pack-config", "FOLDER/app/pack.json"],
    ],
    [
      ["preview", "--save-plan=plan.json"],
      ["preview", "--save-plan=FOLDER/app/plan.json"],
    ],
    [
      ["stack", "export", "--file", "/tmp/state.json"],
      ["stack", "export", "--file", "/tmp/state.json"],
    ],
    [
      ["stack", "graph", "graph.dot"],
      ["stack", "graph", "FOLDER/app/graph.dot"],
    ],
    [
      ["import", "-f", "resources.json", "-o", "-"],
      ["import", "-f", "FOLDER/app/resources.json", "-o", "-"],
    ],
    [
      ["up", "-f"],
      ["up", "-f"],
    ],
    [
      ["config", "--config-file", "my.yaml"],
      ["config", "--config-file", "/shadow/Pulumi.dev.yaml"],
    ],
    [
      ["up", "--tracing", "file:trace"],
      ["up", "--tracing", "file:FOLDER/app/trace"],
    ],
    [["watch"], ["watch", "--path", "FOLDER/app"]],
    [
      ["watch", "--path", "src"],
      ["watch", "--path", "FOLDER/app/src"],
    ],
    [
      ["config", "set", "--path", "a.b", "1"],
      ["config", "set", "--path", "a.b", "1"],
    ],
  ])("%j", (args, expected) => {
    expect(translate(args)).toEqual(expected);
  });
});

test.each([
  [["up"], ["up", "--suppress-progress"]],
  [
    ["preview", "--suppress-progress"],
    ["preview", "--suppress-progress"],
  ],
  [
    ["stack", "ls"],
    ["stack", "ls"],
  ],
])("piped, %j prints no dots", (args, expected) => {
  expect(translate(args, false)).toEqual(expected);
});
