import { expect, test } from "@jest/globals";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openWorkspace, stateFile } from "../../../rehearsal/cli/workspace";
import { mendBackend } from "../../../rehearsal/recovery/backend";
import { temporaryFolder } from "../../support/folder";

const state = (name: string) => JSON.stringify({ version: 3, checkpoint: { stack: name, latest: null } });

function backend() {
  const workspace = openWorkspace(temporaryFolder());
  const file = stateFile(workspace, { name: "shop" }, "dev");
  const said: string[] = [];
  /** @param minutes of age. */
  const write = (path: string, content: string, minutes = 0) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    const time = Date.now() / 1000 - minutes * 60;
    utimesSync(path, time, time);
  };
  const inBackend = (...parts: string[]) => join(workspace.backend, ".pulumi", ...parts);
  return {
    workspace,
    file,
    said,
    write,
    inBackend,
    mend: () => mendBackend(workspace, (line) => said.push(line)),
  };
}

test("a backend without damage is left as it is", () => {
  const { file, said, write, inBackend, mend } = backend();
  write(file, state("dev"));
  write(`${file}.attrs`, "{}");
  write(inBackend("meta.yaml"), "version: 1\n");
  expect(mend()).toEqual([]);
  expect(said).toEqual([]);
  expect(existsSync(`${file}.attrs`)).toBe(true);
});

test("an empty file of attributes goes: with it the engine says `failed to load checkpoint: EOF`", () => {
  const { file, write, mend } = backend();
  write(file, state("dev"));
  write(`${file}.attrs`, "");
  expect(mend()).toEqual([]);
  expect(existsSync(`${file}.attrs`)).toBe(false);
});

test("what is left of a lock that the disk had no room for goes: the engine would read it as a lock", () => {
  const { write, inBackend, mend } = backend();
  const lock = inBackend("locks", "organization", "shop", "dev", "5f0c.json.18ec8a2fb6263f39.tmp");
  write(lock, "");
  mend();
  expect(existsSync(lock)).toBe(false);
});

test.each(["", "null", state("dev").slice(0, 20)])(
  "the state %j is replaced by its newest sound backup",
  (broken) => {
    const { file, said, write, inBackend, mend } = backend();
    write(file, broken);
    write(`${file}.bak`, "", 1);
    write(inBackend("backups", "shop", "dev", "dev.1.json"), state("older"), 3);
    write(inBackend("history", "shop", "dev", "dev-2.checkpoint.json"), state("newer"), 2);
    write(inBackend("history", "shop", "dev", "dev-2.history.json"), state("no state"));
    expect(mend()).toEqual([{ file, backup: inBackend("history", "shop", "dev", "dev-2.checkpoint.json") }]);
    expect(readFileSync(file, "utf8")).toBe(state("newer"));
    expect(readFileSync(`${file}.unreadable`, "utf8")).toBe(broken);
    expect(said).toEqual([
      "the state of the stack dev was not readable: the engine's newest backup takes its place",
    ]);
    expect(mend()).toEqual([]);
  },
);

test("without a backup the stack starts anew, and what was there is kept", () => {
  const { file, said, write, mend } = backend();
  write(file, "null");
  expect(mend()).toEqual([{ file, backup: undefined }]);
  expect(existsSync(file)).toBe(false);
  expect(readFileSync(`${file}.unreadable`, "utf8")).toBe("null");
  expect(said).toEqual([
    `the state of the stack dev was not readable and has no backup: it is kept as ${file}.unreadable`,
  ]);
});

test("an empty description of the layout is written again", () => {
  const { said, write, inBackend, mend } = backend();
  write(inBackend("meta.yaml"), "");
  mend();
  expect(readFileSync(inBackend("meta.yaml"), "utf8")).toBe("version: 1\n");
  expect(said).toEqual(["the description of the engine's backend was cut short; it is written again"]);
});
