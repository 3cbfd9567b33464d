/** Hands the table to people: into a folder that whoever starts the run names. The one place with an effect. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Plan } from "../../framework/planned";
import type { StackRule } from "../../framework/rule";
import type { Analysis } from "../analyse";
import { analyse } from "../analyse";
import { analysisSettings } from "../settings";
import { toJson } from "./json";
import { toMarkdown } from "./markdown";
import { toText } from "./text";

/** The environment variable that names the folder; nothing is written without it. */
export const REPORT_DIRECTORY = "STANDFAST_REPORT_DIR";

/** The files of a report, by name. */
export function reportFiles(analysis: Analysis): Readonly<Record<string, string>> {
  return {
    "survivability.json": `${JSON.stringify(toJson(analysis), undefined, 2)}\n`,
    "survivability.md": toMarkdown(analysis),
    "survivability.txt": toText(analysis),
  };
}

/** `rule`, which besides judging a plan also writes what is known of it. */
export function reporting(rule: StackRule): StackRule {
  return {
    ...rule,
    evaluate: (plan, configuration = {}) => {
      const verdicts = rule.evaluate(plan, configuration);
      write(plan, configuration);
      return verdicts;
    },
  };
}

/** A report is a convenience: whatever keeps it from being written must not fail the run that it is about. */
function write(plan: Plan, configuration: object): void {
  const directory = process.env[REPORT_DIRECTORY];
  if (directory === undefined || directory === "") return;
  try {
    mkdirSync(directory, { recursive: true });
    const files = reportFiles(analyse(plan, analysisSettings.parse(configuration)));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  } catch (error) {
    console.error(
      `The survivability report was not written: ${error instanceof Error ? error.message : "unknown error"}`,
    );
  }
}
