import { expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./support/run";
import { eu, us, World } from "./support/world";

it("promotes on the way back only what has replayed a moment after the last writer stopped", async () => {
  const world = new World();
  world.setRoles({ [us]: "standby", [eu]: "active" });
  Object.assign(world.in(us), { isReplica: true, lag: 55 });
  world.in(eu).isReplica = false;
  const { execute, journals } = commandLine(world);
  await expect(execute({ to: us, back: true })).resolves.toMatchObject({ exitCode: 0 });
  const [name] = readdirSync(journals).filter((file) => file.endsWith(".journal.jsonl"));
  const entries = readFileSync(join(journals, name!), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { what: string; at: string; step?: string });
  const at = (what: string, step: string) =>
    Date.parse(entries.find((one) => one.what === what && one.step === step)!.at) / 1000;
  // A minute for the clocks, and what the replica is behind.
  expect(at("intend", "promote") - at("done", "quiesce")).toBeGreaterThanOrEqual(60 + 55);
  expect(at("done", "leave")).toBeLessThanOrEqual(at("intend", "quiesce"));
  expect(world.in(eu).fleet).toMatchObject({ desired: 0, max: 0 });
});
