import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What a program does that the engine starts: the SDK installs its mapper, the program loads. Not in Jest's own realm. */
const program = `
  require("source-map-support/register");
  require("./startup/stack-traces.cjs");
  const { inspect } = require("node:util");
  const { Config } = require("@pulumi/pulumi");
  const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
  const promise = Promise.resolve();
  void debuggablePromise(promise, "a context");
  function mistake() { return new Error("seen by people"); }
  function through() { try { new Config("a").require("b"); } catch (error) { return inspect(error, { colors: true }); } }
  console.log(JSON.stringify({ tracked: promise._debugStackTrace, seen: mistake().stack, through: through() }));
`;

function stacks(env: NodeJS.ProcessEnv = {}): Readonly<Record<"tracked" | "seen" | "through", string>> {
  const root = join(__dirname, "..", "..");
  const { stdout } = spawnSync(process.execPath, ["--require", "tsx/cjs", "--eval", program], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  return JSON.parse(stdout) as ReturnType<typeof stacks>;
}

test("the SDK's tracked promises cost no frames, and other errors keep theirs", () => {
  const { tracked, seen } = stacks();
  expect(tracked).toBe("Error: ");
  expect(seen).toMatch(/^Error: seen by people\n +at mistake/);
});

test("whoever looks for leaked promises gets their stacks", () => {
  expect(stacks({ PULUMI_DEBUG_PROMISE_LEAKS: "true" }).tracked).toContain("at debuggablePromise");
});

test("an error that came through the SDK names files that are there, and can be coloured", () => {
  // Without the unmapped frames, `inspect` builds the longest string that there can be, and throws.
  expect(stacks().through).toMatch(/node_modules\/\S*@pulumi\/pulumi\S*\/config\.js:\d+/);
});
