/**
 * `npm run mutate [-- policy …]`: breaks the prod program once for each policy, has the real engine preview it from
 * nothing, and prints who noticed. The unbroken program comes first: nobody may notice anything there. Ends with 1 when
 * a policy noticed nothing, or when one noticed that had no reason to.
 */
import { join } from "node:path";

import { catalogue } from "../../../policies/catalogue";
import { runCommand } from "../../../rehearsal/cli/command";
import { RehearsalError } from "../../../rehearsal/cli/rehearsal-error";
import { openRehearsal } from "../../support/rehearsal";
import type { Mutation } from "./mutation";
import { mutations } from "./mutations";

const preview = [
  ...["-C", "test/policies/mutation/program", "preview", "--stack", "prod", "--non-interactive"],
  ...["--config-file", join(__dirname, "../../../Pulumi.prod.yaml"), "--policy-pack", "policies"],
];

/** A policy with its level, and what it says in the next line. */
const FINDING = /- \[(?:advisory|mandatory)\][^\n]*?  ([a-z0-9-]+)  \([^\n]*\n([^\n]*)/g;

/** At once; each keeps about one processor busy. */
const WORKERS = 2;

interface Outcome {
  readonly killed: boolean;
  readonly noticed: readonly string[];
  /** Policies that noticed without a reason, or the output when the engine stopped for another cause. */
  readonly wrong: readonly string[];
}

/** Previews the program with one mutation; `nothing` leaves it as it is. */
async function noticedBy(mutation: string): Promise<{ noticed: readonly string[]; output: string }> {
  const rehearsal = openRehearsal();
  process.env["STANDFAST_MUTATION"] = mutation;
  try {
    const { output } = await rehearsal.run(...preview);
    if (!output.includes("Policies:")) throw new Error(`${mutation}: no policy ran\n${output.slice(-2000)}`);
    const found = [...output.matchAll(FINDING)].map(([, id = "", message = ""]) => ({ id, message }));
    // What is not known before deployment is said, and notices nothing.
    const broken = found.filter(({ id, message }) => !message.includes(` cannot be judged by ${id} `));
    return { noticed: [...new Set(broken.map(({ id }) => id))], output };
  } finally {
    rehearsal.remove();
  }
}

async function tryOut({ policy, also = [] }: Mutation): Promise<Outcome> {
  const { noticed, output } = await noticedBy(policy);
  const wrong = noticed.filter((id) => id !== policy && !also.includes(id));
  return {
    killed: noticed.includes(policy),
    noticed,
    wrong: noticed.length === 0 ? [output.slice(-500)] : wrong,
  };
}

async function main(wanted: readonly string[]): Promise<boolean> {
  const { noticed } = await noticedBy("nothing");
  if (noticed.length > 0) throw new Error(`the unbroken program is noticed by ${noticed.join(", ")}`);

  const chosen = mutations.filter(({ policy }) => wanted.length === 0 || wanted.includes(policy));
  const waiting = [...chosen];
  const outcomes: Outcome[] = [];
  console.log("| broken | noticed by | without reason |\n| --- | --- | --- |");
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await tryOut(next);
      outcomes.push(outcome);
      console.log(`| ${next.policy} | ${outcome.noticed.join(", ")} | ${outcome.wrong.join(", ")} |`);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));

  const tried = new Set(mutations.map(({ policy }) => policy));
  const untried = catalogue.filter(({ id }) => !tried.has(id)).map(({ id }) => id);
  const killed = outcomes.filter((outcome) => outcome.killed).length;
  const unjust = outcomes.filter(({ wrong }) => wrong.length > 0).length;
  const percent = Math.floor((100 * killed) / chosen.length);
  console.log(untried.length > 0 ? `\nnot tried: ${untried.join(", ")}` : "");
  console.log(`${killed} of ${chosen.length} killed (${percent} %), ${unjust} noticed without a reason`);
  return killed === chosen.length && unjust === 0 && untried.length === 0;
}

const help = `Usage: npm run mutate [-- policy …]

Breaks the prod program once for each policy, has the real engine preview it, and prints which policies noticed. All
policies take some minutes; the unbroken program comes first.

Examples:
  npm run mutate
  npm run mutate -- asg-min-size rds-multi-az

Exit codes:
  0  every policy noticed what broke it, and none had no reason to
  1  one did not, or noticed without a reason; or a name is of no policy`;

runCommand(async () => {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help);
    return 0;
  }
  const unknown = args.filter((name) => !mutations.some(({ policy }) => policy === name));
  if (unknown.length > 0) {
    throw new RehearsalError(
      `there is no mutation for ${unknown.join(", ")}; give ids of policies, or none for all`,
    );
  }
  return (await main(args)) ? 0 : 1;
});
