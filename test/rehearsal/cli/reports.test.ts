import { expect, test } from "@jest/globals";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCommandLine } from "../../../rehearsal/cli/command-line";
import { clearReports, policyPacksOf, readReports, unjudged } from "../../../rehearsal/cli/reports";
import { openWorkspace, repository } from "../../../rehearsal/cli/workspace";
import { temporaryFolder } from "../../support/folder";

const OURS = join(repository, "policies");

function workspaceWith(reports: Readonly<Record<string, string>>) {
  const workspace = openWorkspace(temporaryFolder());
  mkdirSync(workspace.reports, { recursive: true });
  for (const [name, text] of Object.entries(reports)) writeFileSync(join(workspace.reports, name), text);
  return workspace;
}

test("only reports are cleared: the folder may be one that the user has files in", () => {
  const workspace = workspaceWith({ "policies.txt": "old", "survivability.json": "{}", "notes.txt": "mine" });
  clearReports(workspace);
  expect(readReports(workspace)).toEqual([]);
  expect(existsSync(join(workspace.reports, "survivability.json"))).toBe(false);
  expect(existsSync(join(workspace.reports, "notes.txt"))).toBe(true);
});

test("the packs of a command are those of every flag and list, from where they were typed", () => {
  const command = readCommandLine(["up", "--policy-pack", "policies,/other", "--policy-pack=mine"]);
  expect(policyPacksOf(command, { folder: repository, cwd: "/elsewhere" })).toEqual([
    OURS,
    "/other",
    "/elsewhere/mine",
  ]);
});

test.each([
  ["no pack was asked", [], 1, {}, undefined],
  ["the plan was judged", [OURS], 1, { "policies.txt": "Policies checked\n  9 policies\n" }, undefined],
  [
    "the plan is empty",
    [OURS],
    0,
    { "policies.txt": "Policies checked\n  9 policies\n  Nothing was judged: the plan holds no resource.\n" },
    /^Nothing was judged: the plan holds no resource\.$/,
  ],
  ["the command broke off", [OURS], 1, {}, /^no policy judged the plan.* is no verdict/],
  ["nothing was planned at all", [OURS], 0, {}, /^no policy judged the plan/],
  ["another pack, and the command failed", ["/other"], 1, {}, /^the command failed: a ✅ .* planned before/],
  ["another pack, and the command did its work", ["/other"], 0, {}, undefined],
] as const)("%s", (_, packs, exitCode, reports, sentence) => {
  const said = unjudged(packs, exitCode, workspaceWith(reports));
  if (sentence === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(sentence);
});
