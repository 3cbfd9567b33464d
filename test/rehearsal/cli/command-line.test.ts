import { describe, expect, test } from "@jest/globals";
import {
  changesCloud,
  mapFlag,
  operationOf,
  readCommandLine,
  withoutFlag,
} from "../../../rehearsal/cli/command-line";

describe("readCommandLine", () => {
  test.each([
    [["up", "--stack", "prod"], ["up"], "prod"],
    [["--stack", "prod", "up"], ["up"], "prod"],
    [["-s", "prod", "preview", "--diff"], ["preview"], "prod"],
    [["preview", "--stack=prod"], ["preview"], "prod"],
    [["preview", "-sprod"], ["preview"], "prod"],
    [["--color", "never", "up", "-s=dev"], ["up"], "dev"],
    [["--logflow", "up"], ["up"], undefined],
    [["update", "--yes"], ["up"], undefined],
    [["down"], ["destroy"], undefined],
    [["stack", "export"], ["stack", "export"], undefined],
    [["stack", "--stack", "rm", "select"], ["stack", "select"], "rm"],
    [["stack", "rm", "dev", "--yes"], ["stack", "rm"], "dev"],
    [["stack", "init", "--secrets-provider", "passphrase", "dev"], ["stack", "init"], "dev"],
    [["config", "env", "ls"], ["config", "env", "ls"], undefined],
    [["config", "set", "key", "value"], ["config", "set"], undefined],
    [["--help"], [], undefined],
  ])("%j", (args, path, stack) => {
    expect(readCommandLine(args)).toMatchObject({ path, stack });
  });

  test("finds the project's folder and the configuration file", () => {
    const command = readCommandLine(["-C", "examples/cadence", "up", "--config-file", "other.yaml"]);
    expect(command).toMatchObject({ path: ["up"], cwd: "examples/cadence", configFile: "other.yaml" });
    expect(readCommandLine(["up", "-Cexamples/cadence"]).cwd).toBe("examples/cadence");
  });

  test.each([
    [["up", "--help"], true],
    [["help", "up"], true],
    [["up", "-h"], true],
    [["up"], false],
  ])("%j asks for help: %j", (args, help) => {
    expect(readCommandLine(args).help).toBe(help);
  });
});

test.each([
  ["update", "up"],
  ["pre", "preview"],
  ["down", "destroy"],
  ["stack", undefined],
])("operationOf(%j) is %j", (verb, operation) => {
  expect(operationOf(readCommandLine([verb]))).toBe(operation);
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

test("withoutFlag takes a flag away however it was written", () => {
  for (const flag of [["-C", "a"], ["-C=a"], ["-Ca"], ["--cwd", "a"], ["--cwd=a"]]) {
    expect(withoutFlag(["up", ...flag, "--yes"], ["--cwd", "-C"])).toEqual(["up", "--yes"]);
  }
});

test("mapFlag changes every value of a flag and nothing else", () => {
  const args = ["preview", "--policy-pack", "a", "--policy-pack=b", "--policy-pack-config", "c", "a"];
  expect(mapFlag(args, ["--policy-pack"], (pack) => `/abs/${pack}`)).toEqual([
    "preview",
    "--policy-pack",
    "/abs/a",
    "--policy-pack=/abs/b",
    "--policy-pack-config",
    "c",
    "a",
  ]);
});
