import { afterAll, expect, jest, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { openRehearsal, succeeded } from "../support/rehearsal";

jest.setTimeout(600_000);

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

test("an up that is killed in the middle is taken up by the next one, with nothing lost and nothing doubled", async () => {
  const interrupted = rehearsal.start(200, "up", "--stack", "staging", "--yes", "--skip-preview");
  await changes(30);
  // Engine and provider servers, with creations under way. The program is not among them: the engine gave it a
  // process group of its own, and the next rehearsal has to end it.
  process.kill(-Number(interrupted.pid), "SIGKILL");
  expect(processesOf(rehearsal.folder)).not.toEqual([]);

  const resumed = succeeded(await rehearsal.run("up", "--stack", "staging", "--yes", "--skip-preview"));
  expect(resumed).toContain("operations were interrupted");

  const urns = rehearsal.cloud().map(({ urn }) => urn);
  expect(new Set(urns).size).toBe(urns.length);
  const inCloud = new Set(rehearsal.cloud().map(({ id }) => id));
  const inState = rehearsal.state("standfast", "staging")?.resources ?? [];
  const lost = inState.filter(({ type, id }) => type.startsWith("aws:") && !inCloud.has(id ?? ""));
  expect(lost).toEqual([]);
  expect(inState.filter(({ type }) => type.startsWith("aws:"))).toHaveLength(urns.length);

  expect(processesOf(rehearsal.folder)).toEqual([]);

  succeeded(await rehearsal.run("preview", "--stack", "staging", "--expect-no-changes"));
});

/** Processes that have the workspace in their environment. */
function processesOf(folder: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`PULUMI_HOME=${folder}`);
    } catch {
      return false;
    }
  });
}

/** Waits until the cloud has seen so many changes. */
async function changes(count: number): Promise<void> {
  const journal = join(rehearsal.folder, "cloud", "account.jsonl");
  const seen = () => (existsSync(journal) ? readFileSync(journal, "utf8").split("\n").length - 1 : 0);
  while (seen() < count) await setTimeout(25);
}
