import { Command, CommanderError } from "commander";
import { PlanError, readPlan } from "../plan/read";
import { monthlyCost } from "./monthly-cost";
import { prices } from "./prices/2026-10-08";
import { writeCostMarkdown } from "./report/markdown";
import { writeCostText } from "./report/text";

const formats = ["text", "markdown", "json"] as const;

interface CostFlags {
  readonly plan: string;
  readonly base?: string;
  readonly format: (typeof formats)[number];
}

const examples = `
Examples:
  npm run rehearse -- preview --stack prod --json > prod.json
  npm run cost -- --plan prod.json                                        by part and region
  npm run cost -- --plan prod.json --base main.json --format markdown     with the difference, for a pull request

Exit codes:
  0  the cost is printed
  2  there is no plan to read`;

/** Runs the command line of the cost estimate. @returns the exit code. */
export function runCost(
  args: readonly string[],
  out: (text: string) => void,
  complain: (text: string) => void,
): number {
  try {
    const { plan, base, format } = readFlags(args, out, complain);
    const report = monthlyCost(readPlan(plan), prices);
    const before = base === undefined ? undefined : monthlyCost(readPlan(base), prices);
    if (format === "json") out(`${JSON.stringify({ report, base: before }, null, 2)}\n`);
    else if (format === "markdown") out(writeCostMarkdown(report, before));
    else out(`${writeCostText(report).join("\n")}\n`);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof PlanError)) throw error;
    complain(`cost: ${error.message}\n`);
    return 2;
  }
}

function readFlags(
  args: readonly string[],
  writeOut: (text: string) => void,
  writeErr: (text: string) => void,
): CostFlags {
  const command = new Command("cost")
    .description("What a plan costs in a month while nobody uses it, by AWS's list prices.")
    .requiredOption("--plan <file>", "what `pulumi preview --json` or `pulumi stack export` wrote")
    .option("--base <file>", "the same before the change: the Markdown tells the difference");
  return command
    .addOption(
      command.createOption("--format <format>", "how it is written").choices(formats).default("text"),
    )
    .addHelpText("after", examples)
    .configureOutput({ writeOut, writeErr })
    .exitOverride()
    .parse([...args], { from: "user" })
    .opts<CostFlags>();
}
