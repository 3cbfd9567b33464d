import { describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../support/folder";

const loader = join(__dirname, "..", "..", "startup", "load-typescript.cjs");

/** Runs `index.ts` of these files as the engine does: loaded by another script. */
function run(files: Readonly<Record<string, string>>) {
  const folder = realpathSync(temporaryFolder());
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const main = `require(${JSON.stringify(join(folder, "index.ts"))})`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", loader, "--eval", main], {
    encoding: "utf8",
  });
  return { folder, stdout, stderr };
}

describe("a program in TypeScript", () => {
  test("runs with its own files and its packages, each once", () => {
    const { stdout } = run({
      "index.ts": `import { seen } from "./parts/one"; import "./parts/two"; import { join } from "node:path";
        console.log(join("a", "b"), seen.join(" "));`,
      "parts/one.ts": `export const seen: string[] = ["one"];`,
      "parts/two.ts": `import { seen } from "./one"; seen.push("two");`,
    });
    expect(stdout).toBe("a/b one two\n");
  });

  test("keeps file, line and column of its errors", () => {
    const { folder, stderr } = run({
      "index.ts": `import { fail } from "./parts/fails";\n\nfail();\n`,
      "parts/fails.ts": `interface Unused {\n  readonly a: string;\n}\nexport function fail(): never {\n  throw new Error("no");\n}\n`,
    });
    expect(stderr).toContain(`at fail (${join(folder, "parts", "fails.ts")}:5:9)`);
    expect(stderr).toContain(`(${join(folder, "index.ts")}:3:1)`);
  });

  test("that asks where its files are is told so for each", () => {
    const { folder, stdout } = run({
      "index.ts": `import "./parts/where"; console.log(__dirname);`,
      "parts/where.ts": `console.log(__filename);`,
    });
    expect(stdout).toBe(`${join(folder, "parts", "where.ts")}\n${folder}\n`);
  });

  test("that cannot be read names the place", () => {
    const { stderr } = run({ "index.ts": `import "./part";`, "part.ts": "const = 1;\n" });
    expect(stderr).toMatch(/part\.ts:1:6: ERROR: Expected identifier/);
  });
});
