import { Command, Option, type OptionValues } from "commander";
import { Aborted, exitCodes, Refused } from "../model/exit-code";
import { positiveInteger, secondsValue, wholeNumber } from "./options";
import { runDrill } from "./run";
import { siteDown } from "./down";
import { showStatus, siteUp } from "./site";
import { addTopologyOptions } from "./topology-options";

/** The command line of the drill. Everything that makes no sense ends with exit code 2 and breaks nothing. */
export function program(): Command {
  const drill = addTopologyOptions(new Command("drill"))
    .description("Break real parts on purpose; measure how long clients notice and what is lost.")
    .addOption(siteOption("aws"))
    .option("--scenario <name>", "which failure: a name, a family such as process_hang, or all")
    .option(
      "--lb-url <url>",
      "the one endpoint to use, a loopback or RFC 1918 address (default: both load balancers)",
    )
    .option("--report-dir <folder>", "where a folder with the reports is made", "drills")
    .option("--rto-budget <seconds>", "longest outage, instead of each scenario's own", secondsValue)
    .option(
      "--rpo-budget <writes>",
      "acknowledged writes that may be lost, instead of each scenario's own",
      wholeNumber,
    )
    .option("--trials <count>", "how often each scenario is run", positiveInteger, 1)
    .option("--seed <number>", "repeats the random choices of an earlier run", wholeNumber, 1)
    .option("--time-limit <minutes>", "stops and undoes a drill that takes longer", positiveInteger, 60)
    .option("--dry-run", "prove steady state and name the targets, break nothing", false)
    .option("--execute", "on AWS: break what was named; without it every drill there is a dry run", false)
    .addOption(permitOption())
    .addOption(outputsOption())
    .option("--junit", "write junit.xml as well", false)
    .helpCommand(true)
    .showHelpAfterError("(npm run drill -- --help lists every command and option)")
    .addHelpText("after", afterHelp)
    .action(guarded(runDrill));
  drill.addCommand(
    addTopologyOptions(new Command("up"))
      .description("Start the local site and leave it running.")
      .addOption(siteOption())
      .action(guarded(siteUp)),
  );
  drill.addCommand(
    new Command("down")
      .description("End the local site, or undo on AWS what a drill that died has left.")
      .addOption(siteOption("aws"))
      .addOption(permitOption())
      .addOption(outputsOption())
      .action(guarded(siteDown)),
  );
  drill.addCommand(
    new Command("status").description("Show what is up.").addOption(siteOption()).action(guarded(showStatus)),
  );
  for (const command of [drill, ...drill.commands]) {
    command.exitOverride((stop) => {
      process.exit(stop.exitCode === 0 ? exitCodes.passed : exitCodes.notRun);
    });
  }
  return drill;
}

const afterHelp = `
Examples:
  npm run drill -- --dry-run                                  what would be broken on the local site
  npm run drill -- --scenario redis_kill --trials 3
  npm run drill -- up                                         the local site alone, to look at

Exit codes:
  ${exitCodes.passed}  every scenario stayed inside its budgets and lost nothing
  ${exitCodes.missed}  a budget was missed, or an acknowledged write was lost
  ${exitCodes.notRun}  it could not be run, and nothing was broken
  ${exitCodes.aborted}  it was stopped; what it had broken was undone`;

function siteOption(...others: readonly string[]): Option {
  return new Option("--site <name>", "what to drill").choices(["local", ...others]).default("local");
}

function permitOption(): Option {
  return new Option("--permit <file>", "on AWS: which accounts may be drilled and which alarms stop it");
}

function outputsOption(): Option {
  return new Option("--stack-outputs <file>", "on AWS: what `pulumi stack output --json` wrote");
}

/** Turns what a command returns or throws into the exit code. */
function guarded<T>(command: (flags: T) => Promise<number>): (flags: T, self: Command) => Promise<void> {
  return async (_flags, self) => {
    try {
      process.exitCode = await command(self.optsWithGlobals<T & OptionValues>());
    } catch (error) {
      const known = error instanceof Refused || error instanceof Aborted;
      process.stderr.write(`${known ? error.message : String((error as Error).stack ?? error)}\n`);
      process.exitCode = error instanceof Refused ? exitCodes.notRun : exitCodes.aborted;
    }
  };
}
