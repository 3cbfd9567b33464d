/**
 * `npm run configurations [-- --count 20] [--seed 1] [--verb preview|up]`: makes configurations that the parser accepts, has the
 * real engine preview each on the rehearsal cloud (or bring it up), and ends with 1 when it refused one.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { runCommand } from "../../rehearsal/cli/command";
import { openRehearsal } from "../support/rehearsal";
import { acceptedSettings } from "../support/settings/accepted";

/** @returns the end of what the engine printed, when it refused. */
async function problemOf(seed: number, verb: string): Promise<string | undefined> {
  const settings = Object.entries(acceptedSettings(seed, { texts: "examples" }));
  const config = {
    "pulumi:disable-default-providers": ["aws", "kubernetes"],
    ...Object.fromEntries(settings.map(([key, value]) => [`standfast:${key}`, value])),
  };
  const rehearsal = openRehearsal();
  try {
    const file = join(rehearsal.folder, "Pulumi.generated.yaml");
    writeFileSync(file, stringify({ config }));
    const confirmed = verb === "up" ? ["--yes", "--skip-preview"] : [];
    const { exitCode, output } = await rehearsal.run(
      ...[verb, "--stack", "prod", "--non-interactive", "--config-file", file, ...confirmed],
    );
    return exitCode === 0 ? undefined : `${stringify(config)}\n${output.slice(-3000)}`;
  } finally {
    rehearsal.remove();
  }
}

const help = `Usage: npm run configurations -- [--count 20] [--seed 1] [--verb preview]

Makes configurations that the parser accepts, and has the real engine preview each on the rehearsal cloud, or bring it
up. A configuration is its seed: to try one again, give its number as --seed, with --count 1.

Examples:
  npm run configurations
  npm run configurations -- --count 3 --seed 100 --verb up

Exit codes:
  0  the engine took every one
  1  it refused one, whose settings and complaint are printed`;

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", short: "h", default: false },
      count: { type: "string", default: "20" },
      seed: { type: "string", default: "1" },
      verb: { type: "string", default: "preview" },
    },
  });
  if (values.help) {
    console.log(help);
    return true;
  }
  const first = Number(values.seed);
  let refused = 0;
  for (let seed = first; seed < first + Number(values.count); seed++) {
    const problem = await problemOf(seed, values.verb);
    if (problem !== undefined) refused += 1;
    console.log(
      problem === undefined
        ? `configuration ${seed}: ${values.verb}`
        : `configuration ${seed}: REFUSED\n${problem}`,
    );
  }
  console.log(
    `${Number(values.count) - refused} of ${values.count} configurations came through ${values.verb}`,
  );
  return refused === 0;
}

runCommand(async () => ((await main()) ? 0 : 1));
