import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { kill, spoil } from "../faults/inject";
import type { KillFault } from "../faults/point";
import { makeWorkspace, type EndedRun, type FaultWorkspace } from "../faults/workspace";

const UP = ["up", "--yes", "--skip-preview"];
const DESTROY = ["destroy", "--yes", "--skip-preview"];

/** A workspace with the first revision of the small program; each test gets a copy. */
const base = makeWorkspace(undefined);
const copies: FaultWorkspace[] = [];
let created: readonly string[] = [];

beforeAll(async () => {
  expect(await base.run(1, ...UP)).toMatchObject({ exitCode: 0 });
  created = urnsIn(base);
});

afterAll(() => {
  for (const workspace of [base, ...copies]) workspace.remove();
});

function copyOf(folder: string | undefined): FaultWorkspace {
  const copy = makeWorkspace(folder);
  copies.push(copy);
  return copy;
}

function urnsIn(workspace: FaultWorkspace): string[] {
  return workspace
    .outcome()
    .matched.map(({ urn }) => urn)
    .sort();
}

async function interrupted(
  workspace: FaultWorkspace,
  command: readonly string[],
  fault: Omit<KillFault, "fault" | "moment">,
  changes: number,
): Promise<EndedRun> {
  const running = workspace.start(1, ...command);
  await kill(workspace, running, { ...fault, moment: { changes, milliseconds: 20 } });
  return running.ended;
}

/** The next `up` works, and cloud and state have what an undisturbed one makes, each once. */
async function expectRepaired(workspace: FaultWorkspace): Promise<string> {
  const { exitCode, output } = await workspace.run(1, ...UP);
  expect(exitCode === 0 ? "" : output).toBe("");
  const { missing, strays, state } = workspace.outcome();
  expect({ missing, strays, pending: state.pending }).toEqual({ missing: [], strays: [], pending: [] });
  expect(urnsIn(workspace)).toEqual(created);
  expect(workspace.processes()).toEqual([]);
  return output;
}

describe("an up that is interrupted is taken up by the next one", () => {
  test("engine and cloud killed: what was being created is adopted, and the processes they leave are ended", async () => {
    const workspace = copyOf(undefined);
    await interrupted(workspace, UP, { target: "both", signal: "SIGKILL" }, 9);
    expect(await expectRepaired(workspace)).toMatch(
      /rehearsal: \d+ operations were interrupted; \d+ resources/,
    );
    const preview = await workspace.run(1, "preview", "--expect-no-changes");
    expect(preview).toMatchObject({ exitCode: 0 });
  });

  test("the cloud killed alone: what the engine never learned of is not there twice", async () => {
    const workspace = copyOf(undefined);
    await interrupted(workspace, UP, { target: "cloud", signal: "SIGKILL" }, 9);
    await expectRepaired(workspace);
  });

  test("the engine killed alone: one sentence says so, and what to type", async () => {
    const workspace = copyOf(undefined);
    const { exitCode, output } = await interrupted(workspace, UP, { target: "engine", signal: "SIGKILL" }, 9);
    expect(exitCode).toBe(1);
    expect(output).toContain(
      "rehearsal: the engine was ended by SIGKILL before it was done; run the same command again",
    );
    await expectRepaired(workspace);
  });

  test("SIGTERM to the cloud alone: the engine ends what it has begun, and nothing differs", async () => {
    const workspace = copyOf(undefined);
    const { exitCode, output } = await interrupted(workspace, UP, { target: "cloud", signal: "SIGTERM" }, 9);
    expect(exitCode).not.toBe(0);
    expect(output).toContain("rehearsal: SIGTERM: the engine ends what it has begun, and nothing more");
    const { missing, strays } = workspace.outcome();
    expect({ missing, strays }).toEqual({ missing: [], strays: [] });
    await expectRepaired(workspace);
  });
});

test.each(["both", "cloud"] as const)(
  "a destroy in which %s is killed: the next up makes again what is missing",
  async (target) => {
    const workspace = copyOf(base.folder);
    await interrupted(workspace, DESTROY, { target, signal: "SIGKILL" }, 6);
    await expectRepaired(workspace);
  },
);

describe("a state that cannot be read", () => {
  test.each(["emptied", "null", "cut in half"] as const)(
    "%s, is replaced by the engine's backup",
    async (how) => {
      const workspace = copyOf(base.folder);
      spoil(workspace, { fault: "spoiled file", file: "state", how });
      expect(await expectRepaired(workspace)).toContain(
        "rehearsal: the state of the stack dev was not readable: the engine's newest backup takes its place",
      );
    },
  );

  test("and has no backup: the stack starts anew, and the cloud with it", async () => {
    const workspace = copyOf(base.folder);
    spoil(workspace, { fault: "spoiled file", file: "state and every backup", how: "null" });
    expect(await expectRepaired(workspace)).toContain("was not readable and has no backup: it is kept as");
  });

  test("because its attributes are empty: they go", async () => {
    const workspace = copyOf(base.folder);
    spoil(workspace, { fault: "spoiled file", file: "attributes of the state", how: "emptied" });
    await expectRepaired(workspace);
  });
});

test("a lock that a full disk left half written is no lock", async () => {
  const workspace = copyOf(base.folder);
  spoil(workspace, { fault: "spoiled file", file: "lock of the engine, half written", how: "emptied" });
  await expectRepaired(workspace);
});

test("a recovery that is killed between adopting a resource and reading it is ended by the next one", async () => {
  const workspace = copyOf(base.folder);
  const file = JSON.parse(readFileSync(workspace.stateFile, "utf8")) as {
    checkpoint: { latest: { resources: { urn: string; outputs?: unknown }[] } };
  };
  for (const resource of file.checkpoint.latest.resources) {
    if (resource.urn.endsWith("iam/role:Role::role")) delete resource.outputs;
  }
  writeFileSync(workspace.stateFile, JSON.stringify(file));
  await expectRepaired(workspace);
  const preview = await workspace.run(1, "preview", "--expect-no-changes");
  expect(preview).toMatchObject({ exitCode: 0 });
  const role = workspace.outcome().state.resources.find(({ urn }) => urn.endsWith("iam/role:Role::role"));
  expect(role?.outputs).toMatchObject({ name: "faults" });
});

test("resources that the cloud lost are dropped from the state and made again", async () => {
  const workspace = copyOf(base.folder);
  const lines = readFileSync(workspace.journal, "utf8").split("\n");
  writeFileSync(workspace.journal, lines.filter((line) => !line.includes("::subnet-a")).join("\n"));
  expect(await expectRepaired(workspace)).toContain(
    "1 that do not exist any more are dropped from the state",
  );
});

test("a state file that is gone: what the stack had in the cloud is not there twice", async () => {
  const workspace = copyOf(base.folder);
  rmSync(workspace.stateFile);
  await expectRepaired(workspace);
});
