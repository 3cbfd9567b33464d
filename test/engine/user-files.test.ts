import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handlingOf } from "../../rehearsal/cli/engine-commands";
import { projectIn, stacksOf } from "../../rehearsal/cli/project";
import { repository } from "../../rehearsal/cli/workspace";
import { readEngineTree } from "./support/engine-tree";

/** Every command that runs on the copies, in an order in which most of them have something to do. */
const invocations: readonly (readonly [command: string, ...args: string[]])[] = [
  ["up", "--yes", "--skip-preview", "--config", "standfast:typed=1"],
  ["preview"],
  ["refresh", "--yes", "--skip-preview"],
  ["import", "random:index/randomId:RandomId", "found", "AAAA", "--yes", "--out", "imported.txt"],
  ["about"],
  ["config"],
  ["config set", "plain", "1"],
  ["config set", "hidden", "2", "--secret"],
  ["config set-all", "--plaintext", "one=1"],
  ["config get", "plain"],
  ["config cp", "plain", "--dest", "copied"],
  ["config rm", "plain"],
  ["config rm-all", "one"],
  ["config env", "--help"],
  ["config env add", "environment", "--yes"],
  ["config env init", "--yes"],
  ["config env ls"],
  ["config env rm", "environment", "--yes"],
  ["config refresh", "--force"],
  ["stack"],
  ["stack select"],
  ["stack ls"],
  ["stack export"],
  ["stack import", "--file", "state.json"],
  ["stack graph", "graph.dot"],
  ["stack history"],
  ["stack output"],
  ["stack tag", "--help"],
  ["stack tag set", "tag", "1"],
  ["stack tag get", "tag"],
  ["stack tag ls"],
  ["stack tag rm", "tag"],
  ["stack unselect"],
  ["state", "--help"],
  ["state unprotect", "--all", "--yes"],
  ["state rename", "urn", "new", "--yes"],
  ["state move", "--source", "other", "--dest", "another", "urn", "--yes"],
  ["state repair", "--yes"],
  ["state upgrade", "--yes"],
  ["state delete", "urn", "--yes"],
  ["cancel", "--yes"],
  ["console"],
  ["logs"],
  ["policy validate-config", "organization/pack", "1"],
  ["watch"],
  ["destroy", "--yes", "--skip-preview"],
  ["stack rename", "renamed"],
  ["stack init", "fresh"],
  // Without a terminal the new passphrase is the empty one, and what follows cannot decrypt.
  ["stack change-secrets-provider", "passphrase"],
  ["stack rm", "--yes"],
];

/** What has to have worked, or nothing would have been tried. */
const working = [
  "up",
  "preview",
  "config set",
  "config refresh",
  "stack init",
  "stack rename",
  "stack rm",
  "destroy",
];

const FOLDERS = [".", ...readdirSync("examples").map((example) => join("examples", example))];

test("every command of the engine that runs on the copies is tried below", async () => {
  const tree = await readEngineTree();
  const rehearsed = tree.filter(({ path }) => ["operation", "shadow"].includes(handlingOf(path) ?? ""));
  const tried = new Set(invocations.map(([command]) => command));
  expect(rehearsed.map(({ path }) => path.join(" ")).filter((command) => !tried.has(command))).toEqual([]);
});

describe("a checkout is as it was after every command of the engine", () => {
  const checkout = mkdtempSync(join(tmpdir(), "standfast-test-"));
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-C", checkout, ...args], { encoding: "utf8" });

  beforeAll(() => {
    for (const entry of [
      "examples",
      "startup",
      "package.json",
      "Pulumi.yaml",
      ...stacksOf(projectIn(repository)!).map((stack) => `Pulumi.${stack}.yaml`),
    ]) {
      cpSync(join(repository, entry), join(checkout, entry), { recursive: true });
    }
    // What the program makes is nothing to the files beside it, and a platform takes minutes.
    writeFileSync(
      join(checkout, "index.ts"),
      'import { RandomId } from "@pulumi/random";\nnew RandomId("made", { byteLength: 4 });\n',
    );
    symlinkSync(join(repository, "node_modules"), join(checkout, "node_modules"));
    git("init", "--quiet");
    mkdirSync(join(checkout, ".git/info"), { recursive: true });
    writeFileSync(join(checkout, ".git/info/exclude"), "node_modules\n");
    git("add", ".");
    git(
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@example.com",
      "commit",
      "--quiet",
      "--message",
      "as it was",
    );
  });
  afterAll(() => {
    rmSync(checkout, { recursive: true, force: true });
  });

  test.each(FOLDERS)("%s", (folder) => {
    const workspace = mkdtempSync(join(tmpdir(), "standfast-test-"));
    const result = join(workspace, "ends.json");
    try {
      const [stack = ""] = stacksOf(projectIn(join(repository, folder))!);
      const commands = invocations.map(([command, ...args]) => [
        ...command.split(" "),
        ...args,
        ...stackFlag(command, stack),
      ]);
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ["--import", "tsx", "test/engine/support/run-commands.ts", join(checkout, folder), result],
        {
          cwd: repository,
          input: JSON.stringify(commands),
          encoding: "utf8",
          env: { ...process.env, STANDFAST_REHEARSAL_DIR: workspace },
        },
      );
      const ends = JSON.parse(readFileSync(result, "utf8")) as readonly (number | string)[];
      const failed = invocations.filter(([command], index) => working.includes(command) && ends[index] !== 0);
      expect({ failed, printed: failed.length > 0 ? stdout + stderr : "" }).toEqual({
        failed: [],
        printed: "",
      });
      // What a command was told to write, it wrote where it was told.
      expect(
        git("status", "--porcelain", "--", folder)
          .split("\n")
          .filter((line) => line !== ""),
      ).toEqual(["graph.dot", "imported.txt"].map((file) => `?? ${join(folder, file)}`));
    } finally {
      git("clean", "--quiet", "--force", "--", folder);
      rmSync(workspace, { recursive: true, force: true });
    }
  });
});

/** Commands whose stack is given otherwise, or which have none. */
function stackFlag(command: string, stack: string): readonly string[] {
  if (["stack rm", "stack change-secrets-provider"].includes(command)) return ["--stack", "renamed"];
  const without = [
    "about",
    "stack init",
    "stack ls",
    "stack unselect",
    "state",
    "state move",
    "state upgrade",
  ];
  const isGroup = command.startsWith("config env") || command === "stack tag" || command.startsWith("policy");
  return without.includes(command) || isGroup ? [] : ["--stack", stack];
}
