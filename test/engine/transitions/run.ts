/**
 * `npm run transitions [-- --stack geo]`: takes the stacks of several regions through a failover and back on the real
 * engine and the rehearsal cloud, prints a line for each step, and ends with 1 when a step lost what holds data.
 */
import { parseArgs } from "node:util";
import { runCommand } from "../../../rehearsal/cli/command";
import { openRehearsal } from "../../support/rehearsal";
import { tryConfigurations } from "../../support/settings/transitions";
import { Cycle, lineOf, type MultiRegionStack } from "./cycle";
import { lostUnasked } from "./losses";
import { multiRegionStacks } from "./stacks";

const help = `Usage: npm run transitions -- [--stack geo | --configurations 1000 [--seed 1]]

Takes each stack of several regions through a failover and back on the real engine and the rehearsal cloud: a region dark,
the standby promoted outside of the program, the region back and fenced, rebuilt by consent, failback. Prints what each step
created, changed, replaced and deleted.

With --configurations, takes so many generated configurations through the same on the recorded plan, without the engine.

Examples:
  npm run transitions
  npm run transitions -- --stack geo

Exit codes:
  0  no step lost data, secrets or backups, but for the rebuild that was asked for by name
  1  a step lost some, or failed, or the end is not the beginning`;

/** @returns what was lost, and whether the end differs from the beginning. */
async function problemsOf(stack: MultiRegionStack): Promise<readonly string[]> {
  const rehearsal = openRehearsal();
  try {
    const cycle = new Cycle(rehearsal, stack);
    const problems: string[] = [];
    const label = `${stack.project} ${stack.stack}`;
    for (const step of cycle.steps) {
      if (step.dark !== undefined && cycle.hasStandby) await cycle.failOverOutside(step);
      const changes = await cycle.take(step);
      console.log(lineOf(label, step, changes));
      problems.push(...lostUnasked(changes, step, cycle.regions).map((name) => `${step.name}: lost ${name}`));
    }
    const { exitCode } = await cycle.preview(cycle.last, "--expect-no-changes");
    console.log(`${label}: ${exitCode === 0 ? "no changes" : "CHANGES ARE LEFT"}`);
    return exitCode === 0 ? problems : [...problems, `${label}: changes are left`];
  } finally {
    rehearsal.remove();
  }
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", short: "h", default: false },
      stack: { type: "string" },
      configurations: { type: "string" },
      seed: { type: "string", default: "1" },
    },
  });
  if (values.help) {
    console.log(help);
    return true;
  }
  if (values.configurations !== undefined) {
    const { tried, losses } = await tryConfigurations(Number(values.configurations), Number(values.seed));
    for (const loss of losses) console.log(loss);
    console.log(`${tried} configurations went through their transitions; ${losses.length} losses`);
    return losses.length === 0;
  }
  const chosen = multiRegionStacks.filter(({ project, stack }) =>
    values.stack === undefined ? true : [stack, project].includes(values.stack),
  );
  const problems: string[] = [];
  for (const stack of chosen) problems.push(...(await problemsOf(stack)));
  for (const problem of problems) console.log(problem);
  return chosen.length > 0 && problems.length === 0;
}

runCommand(async () => ((await main()) ? 0 : 1));
