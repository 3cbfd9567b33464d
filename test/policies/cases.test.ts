/** The pack on programs after public reports, through the real engine: what it says of each is what `expect.json` says. */
import { afterAll, expect, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openRehearsal } from "../support/rehearsal";
import { differences, type CaseReports } from "./support/case-expectation";

const folder = join(__dirname, "cases");
const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, "expect.json")));

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

function readJson(...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(...path), "utf8"));
}

test("the cases are there", () => {
  expect(cases).toHaveLength(43);
});

test.each(cases)("%s", async (name) => {
  const reports = join(rehearsal.folder, "reports", name);
  const preview = ["preview", "-C", join(folder, name), "--stack", "prod", "--policy-pack", "policies"];
  const { output } = await rehearsal.runWith({ STANDFAST_REPORT_DIR: reports }, ...preview);
  // A violation ends the preview with an error of its own; any other means that the program was not judged whole.
  expect(output).not.toMatch(/^\s*error: (?!preview failed)/m);
  const read = (report: string) => readJson(reports, `${report}.json`);
  const said = { policies: read("policies"), survivability: read("survivability") } as CaseReports;
  expect(differences(readJson(folder, name, "expect.json"), said)).toEqual([]);
});
