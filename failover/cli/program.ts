import { Command, InvalidArgumentError, Option } from "commander";
import { exitCodes, Refused, Stopped } from "../model/exit-code";
import { acceptable, type Check } from "../preflight/reason";
import { type FailoverFlags, runFailover } from "./run";

const afterHelp = `
Examples:
  npm run failover -- --to eu-west-1 --outputs outputs.json             what would be done, and what speaks against it
  npm run failover -- --to eu-west-1 --outputs outputs.json --execute   do it; asks for the region's name
  npm run failover -- --to eu-west-1 --resume --outputs outputs.json    go on after a crash, a failure, or your own step
  npm run failover -- --to us-east-1 --back --stack prod                the way back, without loss

Nothing is asked of the region that is lost, but to stop what it runs, once. Every step is written to a journal before it
is taken. Credentials are those of the SDK's own chain; they must not depend on the lost region.

Exit codes:
  ${exitCodes.done}  every step that a program can take is taken; of a plan: nothing speaks against it
  ${exitCodes.late}  as ${exitCodes.done}, but clients waited longer than the stack's recovery time objective
  ${exitCodes.refused}  refused, and nothing was changed
  ${exitCodes.stopped}  stopped half-way; --resume goes on`;

/** The command line of the failover. */
export function program(): Command {
  const command = new Command("failover")
    .description("Move a stack from the region that is lost to one that stands by, and back.")
    .requiredOption("--to <region>", "the region that shall serve")
    .addOption(new Option("--plan", "check, show the steps, and change nothing (default)"))
    .addOption(new Option("--execute", "take the steps").conflicts(["plan", "resume"]))
    .addOption(new Option("--resume", "go on with the run that did not end").conflicts(["plan", "back"]))
    .option("--back", "both regions answer, and nothing may be lost: the way back, or an exercise")
    .option("--outputs <file>", "what `pulumi stack output --json` wrote")
    .option("--stack <name>", "ask Pulumi for the outputs of this stack; its state must be within reach")
    .option("--yes <region>", "consent, instead of typing the region's name")
    .addOption(
      new Option("--accept <check...>", "go past a check that refuses").choices(acceptable).default([]),
    )
    .option("--lost-at <time>", "when the region was lost, such as 2026-10-20T07:48Z", time)
    .option(
      "--instances <count>",
      "instances to run (default: what the other region runs, or the most allowed)",
      positiveInteger,
    )
    .option("--ready-path <path>", "path that answers 200 only where writes are taken", "/ready")
    .option("--journals <folder>", "where the journal of each run is kept", "failovers")
    .option("--every <seconds>", "seconds between two looks at what takes a while", positiveNumber, 5)
    .showHelpAfterError("(npm run failover -- --help lists every option)")
    .addHelpText("after", afterHelp)
    .action(async (flags: FailoverFlags & { readonly accept: readonly Check[] }) => {
      process.exitCode = await guarded(flags);
    });
  return command.exitOverride((stop) => {
    process.exit(stop.exitCode === 0 ? exitCodes.done : exitCodes.refused);
  });
}

async function guarded(flags: FailoverFlags): Promise<number> {
  try {
    return await runFailover(flags, (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    const known = error instanceof Refused || error instanceof Stopped;
    process.stderr.write(`${known ? error.message : String((error as Error).stack ?? error)}\n`);
    return error instanceof Refused ? exitCodes.refused : exitCodes.stopped;
  }
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("must be a whole number from 1.");
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("must be seconds above 0.");
  return value;
}

function time(text: string): Date {
  const value = new Date(text);
  if (Number.isNaN(value.getTime()) || value.getTime() > Date.now()) {
    throw new InvalidArgumentError("must be a time that is past, such as 2026-10-20T07:48Z.");
  }
  return value;
}
