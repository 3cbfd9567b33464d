import { beforeAll, describe, expect, test } from "@jest/globals";
import { NAMES_STACK, VALUED } from "../../rehearsal/cli/command-line";
import { GROUPS, handlingOf } from "../../rehearsal/cli/engine-commands";
import { PATH_FLAGS, PATH_FLAGS_OF, PATH_LISTS } from "../../rehearsal/cli/shadow-command";
import { readEngineTree, type EngineCommand } from "./support/engine-tree";

let tree: readonly EngineCommand[] = [];
beforeAll(async () => {
  tree = await readEngineTree();
});

const nameOf = ({ path }: EngineCommand) => path.join(" ");

/** The commands that run on the rehearsal's copies. */
const rehearsed = () => tree.filter(({ path }) => ["operation", "shadow"].includes(handlingOf(path) ?? ""));

describe("the commands of the engine", () => {
  test("are each run on the copies, run as typed or refused", () => {
    expect(tree.length).toBeGreaterThan(90);
    expect(tree.filter(({ path }) => handlingOf(path) === undefined).map(nameOf)).toEqual([]);
  });

  test("that have commands below them are known as groups", () => {
    const isGroup = (command: EngineCommand) =>
      tree.some(
        ({ path }) =>
          path.length > command.path.length &&
          nameOf({ ...command, path: path.slice(0, command.path.length) }) === nameOf(command),
      );
    const run = tree.filter(({ path }) => !["account", "writes project"].includes(handlingOf(path) ?? ""));
    expect(GROUPS).toEqual(expect.arrayContaining(run.filter(isGroup).map(nameOf)));
  });

  test("take no value for a part of the command", () => {
    const taken = [...NAMES_STACK, "stack graph"];
    const flags = tree
      .filter((command) => taken.includes(nameOf(command)))
      .flatMap(({ flags: own, globalFlags }) => [...own, ...globalFlags]);
    const valued = flags
      .filter((flag) => flag.valued)
      .flatMap(({ short, long }) => (short === undefined ? [long] : [short, long]));
    expect(valued).toContain("--secrets-provider");
    expect([...new Set(valued)].filter((flag) => !VALUED.includes(flag))).toEqual([]);
  });

  test("that take paths get them from the folder where they were typed", () => {
    /** These speak of files and are no paths, or are handled by name. */
    const others = [
      "--cwd",
      "--config",
      "--config-file",
      "--from",
      "--secrets-provider",
      "--tracing",
      "--otel-traces",
    ];
    const known = [...PATH_FLAGS, ...PATH_LISTS, ...others];
    const unknown = rehearsed().flatMap((command) =>
      [...command.flags, ...command.globalFlags]
        .filter(
          ({ valued, description }) => valued && /\b(path|file|filename|folder|director)/i.test(description),
        )
        .filter(({ long }) => !known.includes(long) && !(PATH_FLAGS_OF[nameOf(command)] ?? []).includes(long))
        .map(({ long }) => `${nameOf(command)} ${long}`),
    );
    expect(unknown).toEqual([]);
  });
});
