import { afterAll, describe, expect, test } from "@jest/globals";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";
import { openRehearsal } from "../support/rehearsal";

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

test("the first rehearsal of a stack prints JSON and nothing else, when it is asked for JSON", async () => {
  expect(rehearsal.state("takes-up", "dev")).toBeUndefined();
  const program = ["-C", "test/engine/programs/takes-up", "--stack", "dev"];
  const { exitCode, stdout, output } = await rehearsal.run("preview", "--json", ...program);
  expect(exitCode === 0 ? "" : output).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({ changeSummary: { create: 1 } });
});

describe("a program in another language, where no host of it is on PATH", () => {
  test.each([
    ["yaml", "Pulumi.yaml", "outputs: { answer: 42 }\n"],
    ["python", "__main__.py", "import pulumi\n"],
  ])(
    "%s: is refused with what to put there, before the engine does anything",
    async (runtime, file, text) => {
      const folder = temporaryFolder();
      const project = `name: elsewhere\nruntime: ${runtime}\n`;
      writeFileSync(join(folder, "Pulumi.yaml"), project);
      writeFileSync(join(folder, file), file === "Pulumi.yaml" ? `${project}${text}` : text);
      const calls = join(folder, "calls");
      writeFileSync(join(folder, "pulumi"), `#!/bin/sh\necho "$*" >> '${calls}'\necho v3.265.0\n`);
      chmodSync(join(folder, "pulumi"), 0o755);

      const path = `${folder}:/usr/bin:/bin`;
      const { exitCode, output } = await rehearsal.runWith(
        { PATH: path },
        "-C",
        folder,
        "up",
        "--stack",
        "dev",
      );
      expect({ exitCode, output: output.trim() }).toEqual({
        exitCode: 1,
        output: `rehearsal: the program in ${folder} is written for ${runtime}, and the rehearsal carries the language host of Node.js only; put pulumi-language-${runtime}, which is a part of Pulumi's releases, on PATH`,
      });
      expect(readFileSync(calls, "utf8")).toBe("version\n");
    },
  );
});
