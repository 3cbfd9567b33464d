/** The table as files for people. */
import { writeReports } from "../../framework/report/write";
import type { StackRule } from "../../framework/rule";
import type { Analysis } from "../analyse";
import { analyse } from "../analyse";
import { analysisSettings } from "../settings";
import { toJson } from "./json";
import { toMarkdown } from "./markdown";
import { toText } from "./text";

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
      writeReports(() => reportFiles(analyse(plan, analysisSettings.parse(configuration))));
      return verdicts;
    },
  };
}
