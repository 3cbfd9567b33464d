/**
 * `npx tsx test/policies/mutation/run.ts [policy …]`: breaks the prod program once for each policy, has the real engine
 * preview it from nothing, and prints who noticed. Takes some ten seconds for each; ends with 1 when one survived, or
 * when somebody noticed who had no reason to.
 */
import { join } from "node:path";

import { openRehearsal } from "../../support/rehearsal";
import { mutations, type Mutation } from "./mutations";

const preview = [
  ...["-C", "test/policies/mutation/program", "preview", "--stack", "prod", "--non-interactive"],
  ...["--config-file", join(__dirname, "../../../Pulumi.prod.yaml"), "--policy-pack", "policies"],
];

interface Outcome {
  readonly killed: boolean;
  readonly noticed: readonly string[];
  /** Policies that noticed without a reason, or the output when the engine stopped for another cause. */
  readonly wrong: readonly string[];
}

async function tryOut({ policy, also = [] }: Mutation): Promise<Outcome> {
  const rehearsal = openRehearsal();
  process.env["STANDFAST_MUTATION"] = policy;
  try {
    const { output } = await rehearsal.run(...preview);
    const noticed = [
      ...new Set(
        [...output.matchAll(/- \[(?:advisory|mandatory)\][^\n]*?  ([a-z0-9-]+)  \(/g)].map(
          ([, id = ""]) => id,
        ),
      ),
    ];
    const wrong = noticed.filter((id) => id !== policy && !also.includes(id));
    return {
      killed: noticed.includes(policy),
      noticed,
      wrong: noticed.length === 0 ? [output.slice(-500)] : wrong,
    };
  } finally {
    rehearsal.remove();
  }
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const chosen = mutations.filter(({ policy }) => wanted.length === 0 || wanted.includes(policy));
  let killed = 0;
  let exact = 0;
  console.log("| broken | noticed by | without reason |\n| --- | --- | --- |");
  for (const mutation of chosen) {
    const outcome = await tryOut(mutation);
    if (outcome.killed) killed += 1;
    if (outcome.killed && outcome.wrong.length === 0) exact += 1;
    console.log(`| ${mutation.policy} | ${outcome.noticed.join(", ")} | ${outcome.wrong.join(", ")} |`);
  }
  console.log(
    `\n${killed} of ${chosen.length} killed, ${exact} of them by nobody who had no reason to notice`,
  );
  process.exitCode = exact === chosen.length ? 0 : 1;
}

void main();
