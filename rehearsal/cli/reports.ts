/** What the policy packs have to say beside their verdicts: they write text files into one folder. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { flagValues, type PulumiCommand } from "./command-line";
import { pathAsTyped, type Typed } from "./shadow-command";
import { repository, type Workspace } from "./workspace";

/** The pack that writes the reports, and nothing where it did not judge a whole plan. */
const REPORTING_PACK = join(repository, "policies");

/** What the pack's policies came to, and what the platform survives; in the order in which they are read. */
const REPORTS = ["policies", "survivability"];

/** Takes away what an earlier run wrote, and nothing else: the folder may be one that the user has files in. */
export function clearReports({ reports }: Workspace): void {
  for (const report of REPORTS) {
    for (const form of ["txt", "md", "json"]) rmSync(join(reports, `${report}.${form}`), { force: true });
  }
}

/** Every report that is meant for a terminal, as lines. */
export function readReports({ reports }: Workspace): string[][] {
  const texts = REPORTS.map((report) => join(reports, `${report}.txt`)).filter((file) => existsSync(file));
  return texts.map((file) => readFileSync(file, "utf8").trimEnd().split("\n"));
}

/** The policy packs of a command, as absolute folders. */
export function policyPacksOf({ args }: PulumiCommand, typed: Typed): string[] {
  const lists = flagValues(args, ["--policy-pack"]);
  return lists.flatMap((list) => list.split(",")).map((path) => pathAsTyped(path, typed));
}

/**
 * What the engine's "Policies ✅" leaves out: it stands beside every pack that objected to nothing, also where the plan
 * broke off before there was anything to judge. Reports of earlier runs have to be cleared before.
 * @returns undefined where the plan was judged, or no pack was asked.
 */
export function unjudged(
  packs: readonly string[],
  exitCode: number,
  workspace: Workspace,
): string | undefined {
  if (packs.length === 0) return undefined;
  const [policies] = readReports(workspace);
  if (policies !== undefined) return policies.find((line) => line.includes("Nothing was judged"))?.trim();
  if (packs.includes(REPORTING_PACK)) {
    return (
      "no policy judged the plan: there is no whole plan, because the command ended before; " +
      "a ✅ beside a policy pack above is no verdict. Mend what the engine names, and run the command again"
    );
  }
  if (exitCode === 0) return undefined;
  return "the command failed: a ✅ beside a policy pack above speaks only of what was planned before that";
}
