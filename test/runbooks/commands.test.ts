import { describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import {
  allCommands,
  commandsIn,
  inlineCommandsIn,
  invocationsIn,
  runbookNames,
  textOf,
} from "./support/commands";
import { listed, nameOf, runnerOf } from "./support/runners";

const invocations = allCommands.flatMap((command) =>
  invocationsIn(command.text).map((invocation) => ({ ...command, invocation })),
);

test("commands are what stands behind a prompt in a block, with the lines that continue it", () => {
  const text = [
    "Run `aws s3 ls`.",
    "```console",
    "$ aws rds wait \\",
    "    done",
    "output",
    "$ true",
    "```",
    "$ no",
  ];
  expect(commandsIn(text.join("\n"), "one")).toEqual([
    { runbook: "one", line: 3, text: "aws rds wait \\\ndone" },
    { runbook: "one", line: 6, text: "true" },
  ]);
  expect(inlineCommandsIn(`${text.join("\n")}\nSee \`name\`.`)).toEqual(["aws s3 ls"]);
});

test("a command is every program that it starts", () => {
  expect(invocationsIn(`A=$(aws rds x --query 'a|b') && B="$(node y)" cat z | aws s3 cp - "q;r"`)).toEqual([
    { program: "aws", words: ["rds", "x", "--query", "QUOTED"] },
    { program: "node", words: ["y"] },
    { program: "cat", words: ["z"] },
    { program: "aws", words: ["s3", "cp", "-", "QUOTED"] },
  ]);
});

test("every command of the runbooks has something that it is run against", () => {
  const unknown = invocations.filter(({ invocation }) => runnerOf(invocation) === undefined);
  expect(
    unknown.map(({ runbook, line, invocation }) => `${runbook}.md:${line}: ${nameOf(invocation)}`),
  ).toEqual([]);
  expect(runnerOf({ program: "aws", words: ["rds", "unheard-of"] })).toBeUndefined();
});

test("nothing is listed that no runbook tells of", () => {
  const told = new Set(invocations.map(({ invocation }) => nameOf(invocation)));
  expect(listed.filter((name) => !told.has(name))).toEqual([]);
});

describe.each(runbookNames)("%s", (name) => {
  test("has no command within a sentence, where nothing would run it", () => {
    expect(inlineCommandsIn(textOf(name))).toEqual([]);
  });

  test("has commands that bash takes", () => {
    const script = commandsIn(textOf(name), name).map(({ text }) => text);
    const { stderr, status } = spawnSync("bash", ["-n"], { input: script.join("\n"), encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

/** Those that are no incident, but something that is done on a day that was chosen. */
const planned = ["README", "move-the-state", "region-back", "tear-down"];

test.each(runbookNames.filter((name) => !planned.includes(name)))(
  "%s says what is seen, what happens by itself, and what is to be done, in that order",
  (name) => {
    const headings = [...textOf(name).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([
      "Symptoms",
      "What the platform does by itself",
      "Confirm",
      "Act",
      "Verify",
      "Afterwards",
    ]);
  },
);
