import { afterAll, expect, jest, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { openRehearsal } from "../support/rehearsal";

jest.setTimeout(600_000);

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

test("an up that is killed in the middle is taken up by the next one, with nothing lost and nothing doubled", async () => {
  const interrupted = rehearsal.start(200, "up", "--stack", "staging", "--yes", "--skip-preview");
  await changes(30);
  // The whole process group: engine, program, and the provider servers with creations under way.
  process.kill(-Number(interrupted.pid), "SIGKILL");

  const resumed = await rehearsal.run("up", "--stack", "staging", "--yes", "--skip-preview");
  expect(resumed.output).toContain("operations were interrupted");
  expect(resumed.exitCode).toBe(0);

  const urns = rehearsal.cloud().map(({ urn }) => urn);
  expect(new Set(urns).size).toBe(urns.length);
  const inCloud = new Set(rehearsal.cloud().map(({ id }) => id));
  const inState = rehearsal.state("standfast", "staging")?.resources ?? [];
  const lost = inState.filter(({ type, id }) => type.startsWith("aws:") && !inCloud.has(id ?? ""));
  expect(lost).toEqual([]);
  expect(inState.filter(({ type }) => type.startsWith("aws:"))).toHaveLength(urns.length);

  const unchanged = await rehearsal.run("preview", "--stack", "staging", "--expect-no-changes");
  expect(unchanged.exitCode).toBe(0);
});

/** Waits until the cloud has seen so many changes. */
async function changes(count: number): Promise<void> {
  const journal = join(rehearsal.folder, "cloud", "account.jsonl");
  const seen = () => (existsSync(journal) ? readFileSync(journal, "utf8").split("\n").length - 1 : 0);
  while (seen() < count) await setTimeout(25);
}
