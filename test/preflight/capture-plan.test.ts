import { afterAll, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { capturePlan } from "../../preflight/capture-plan";
import { openRehearsal, succeeded } from "../support/rehearsal";

const program = join(__dirname, "..", "engine", "programs", "takes-up");
const rehearsal = openRehearsal();
const before = process.env["STANDFAST_REHEARSAL_DIR"];
afterAll(() => {
  if (before === undefined) delete process.env["STANDFAST_REHEARSAL_DIR"];
  else process.env["STANDFAST_REHEARSAL_DIR"] = before;
  rehearsal.remove();
});

test("a stack that stands in a rehearsal is still all to be made in the account", async () => {
  succeeded(await rehearsal.run("-C", program, "up", "--yes", "--skip-preview", "--stack", "dev"));
  process.env["STANDFAST_REHEARSAL_DIR"] = rehearsal.folder;
  const plan = await capturePlan("dev", program);
  // The provider is still to be made; the key was there before the program.
  expect(plan.resources.map(({ exists }) => exists)).toEqual([false, true]);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith("standfast-preflight-"))).toEqual([]);
});

test("a stack that is not there is said so", async () => {
  await expect(capturePlan("nowhere", program)).rejects.toThrow("the rehearsed preview of nowhere failed");
});
