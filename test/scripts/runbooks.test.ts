import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = "docs/runbooks";
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Every `npm run` of a text: the command, and the flags behind it. */
function npmCommands(text: string): { readonly command: string; readonly flags: readonly string[] }[] {
  return [...text.matchAll(/npm run ([\w:]+)((?: [^`\n]*)?)/g)].map(([, command = "", rest = ""]) => ({
    command,
    flags: [...rest.matchAll(/ (--[a-z][a-z-]*)/g)].map(([, flag = ""]) => flag),
  }));
}

const told = readdirSync(folder).flatMap((name) =>
  npmCommands(readFileSync(join(folder, name), "utf8")).map((one) => ({ name, ...one })),
);

test("the runbooks tell of commands and flags", () => {
  expect(npmCommands("Do `npm run drill -- --dry-run` and `npm run cost`.")).toEqual([
    { command: "drill", flags: ["--dry-run"] },
    { command: "cost", flags: [] },
  ]);
  expect(told.length).toBeGreaterThanOrEqual(7);
});

test.each([...new Set(told.map(({ command }) => command))])(
  "npm run %s of the runbooks exists, with every flag that they give it",
  (command) => {
    const [, file] = /^(?:exec )?tsx (\S+)$/.exec(scripts[command] ?? "") ?? [];
    expect(file).toBeDefined();
    const { stdout, status } = spawnSync(process.execPath, ["--import", "tsx", file!, "--help"], {
      encoding: "utf8",
    });
    expect(status).toBe(0);
    const options = new Set(
      [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z][a-z-]*)/gm)].map(([, flag]) => flag),
    );
    const unknown = told
      .filter((one) => one.command === command)
      .flatMap(({ name, flags }) =>
        flags.filter((flag) => !options.has(flag)).map((flag) => `${name}: ${flag}`),
      );
    expect(unknown).toEqual([]);
  },
);

test("runbooks that refer to each other are there", () => {
  const links = readdirSync(folder).flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(/\]\(([^):]+\.md)\)/g)].map(
      ([, link = ""]) => link,
    ),
  );
  expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
});
