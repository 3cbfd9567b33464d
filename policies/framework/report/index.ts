/** The verdicts of a run wherever people read them: one file for each kind of reader. */
import type { RunResults } from "../tally";
import { toJson } from "./json";
import { toJUnit } from "./junit";
import { toMarkdown } from "./markdown";
import { toSarif } from "./sarif";
import { toText } from "./text";

/**
 * The files by name.
 * @param projectFile where code scanning shows a finding: the path of the program's project file in its repository.
 */
export function policyReports(results: RunResults, projectFile: string): Readonly<Record<string, string>> {
  return {
    "policies.txt": toText(results),
    "policies.md": toMarkdown(results),
    "policies.json": toJson(results),
    "policies.sarif": toSarif(results, projectFile),
    "policies.junit.xml": toJUnit(results),
  };
}
