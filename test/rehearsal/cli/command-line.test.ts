import { describe, expect, test } from "@jest/globals";
import {
  changesCloud,
  mapFlag,
  operationOf,
  readCommandLine,
  withFlag,
} from "../../../rehearsal/cli/command-line";

describe("readCommandLine", () => {
  test.each([
    [["up", "--stack", "prod"], "up", "prod"],
    [["--stack", "prod", "up"], "up", "prod"],
    [["-s", "prod", "preview", "--diff"], "preview", "prod"],
    [["preview", "--stack=prod"], "preview", "prod"],
    [["--color", "never", "up", "-s=dev"], "up", "dev"],
    [["stack", "export"], "stack", undefined],
    [["--help"], undefined, undefined],
  ])("%j", (args, verb, stack) => {
    expect(readCommandLine(args)).toMatchObject({ verb, stack });
  });

  test("finds the project's folder and the configuration file", () => {
    const command = readCommandLine(["-C", "examples/cadence", "up", "--config-file", "other.yaml"]);
    expect(command).toMatchObject({ verb: "up", cwd: "examples/cadence", configFile: "other.yaml" });
  });
});

test.each([
  ["update", "up"],
  ["pre", "preview"],
  ["down", "destroy"],
  ["stack", undefined],
  [undefined, undefined],
])("operationOf(%j) is %j", (verb, operation) => {
  expect(operationOf(verb)).toBe(operation);
});

test.each([
  [["up", "--yes"], true],
  [["refresh"], true],
  [["preview"], false],
  [["destroy", "--preview-only"], false],
  [["stack", "ls"], false],
])("changesCloud(%j) is %j", (args, changes) => {
  expect(changesCloud(readCommandLine(args))).toBe(changes);
});

test("withFlag replaces a flag however it was written", () => {
  expect(withFlag(["up", "--config-file", "a", "--yes"], "--config-file", "b")).toEqual([
    "up",
    "--yes",
    "--config-file",
    "b",
  ]);
  expect(withFlag(["up", "--config-file=a"], "--config-file", "b")).toEqual(["up", "--config-file", "b"]);
  expect(withFlag(["up"], "--config-file", "b")).toEqual(["up", "--config-file", "b"]);
});

test("mapFlag changes every value of a flag and nothing else", () => {
  const args = ["preview", "--policy-pack", "a", "--policy-pack=b", "a"];
  expect(mapFlag(args, "--policy-pack", (pack) => `/abs/${pack}`)).toEqual([
    "preview",
    "--policy-pack",
    "/abs/a",
    "--policy-pack=/abs/b",
    "a",
  ]);
});
