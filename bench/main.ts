/**
 * `npm run bench`: what a preview costs, and who pays for it, beside the floor of the same machine in the same run.
 *
 * Every subject runs once in each round, so that a noisy machine disturbs all of them alike; medians are compared.
 * Exits with 1 when a bar is missed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "../rehearsal/cli/command";
import { RehearsalError } from "../rehearsal/cli/rehearsal-error";
import { resolveEngineWithProgress } from "../rehearsal/cli/resolve-engine";
import { repository } from "../rehearsal/cli/workspace";
import { compare, entryOf, readHistory, record } from "./history";
import { medianOf, type Measurement } from "./measure";
import {
  analysed,
  floor,
  foreign,
  platform,
  prodIn,
  prodOf,
  startUp,
  type BenchmarkProgram,
} from "./programs";
import { withReference } from "./reference";
import { bars, describe, growth, table, type Analysed, type Medians, type SubjectKey } from "./report";
import { preview, resourcesOf } from "./runner";

/** The failure analysis is measured in so many regions. */
const GROWING = [2, 16];

/** Of thirty-one resources each, with some that they share: about 2,000. */
const FOREIGN_SERVICES = 65;

interface Options {
  readonly rounds: number;
  readonly reference: string | undefined;
  readonly record: boolean;
}

async function main(options: Options): Promise<boolean> {
  await resolveEngineWithProgress();
  const folder = mkdtempSync(join(tmpdir(), "standfast-bench-"));
  const earlier = join(folder, "reference");
  try {
    const run = () => measured(options, folder, earlier);
    return await (options.reference === undefined ? run() : withReference(options.reference, earlier, run));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(options: Options, folder: string, earlier: string): Promise<boolean> {
  const workspace = join(folder, "workspace");
  const prod = prodOf(repository);
  const resources = {
    prod: await resourcesOf(platform(prod, { judged: false }), repository, workspace),
    foreign: await resourcesOf(foreign(FOREIGN_SERVICES, { judged: false }), repository, workspace),
  };
  const subjects: Readonly<Record<Exclude<SubjectKey, "reference">, BenchmarkProgram>> = {
    startUp,
    floor: floor(resources.prod),
    plain: platform(prod, { judged: false }),
    judged: platform(prod, { judged: true }),
    four: platform(prodIn(4, prod), { judged: true }),
    eight: platform(prodIn(8, prod), { judged: true }),
    foreign: foreign(FOREIGN_SERVICES, { judged: false }),
    foreignJudged: foreign(FOREIGN_SERVICES, { judged: true }),
  };
  const samples = new Map<SubjectKey, Measurement[]>();
  const take = async (key: SubjectKey, program: BenchmarkProgram, checkout: string, space: string) => {
    console.error(key);
    samples.set(key, [...(samples.get(key) ?? []), await preview(program, checkout, space)]);
  };
  for (let round = 1; round <= options.rounds; round += 1) {
    console.error(`round ${round} of ${options.rounds}`);
    for (const key of Object.keys(subjects) as (keyof typeof subjects)[])
      await take(key, subjects[key], repository, workspace);
    if (options.reference !== undefined)
      await take("reference", platform(prodOf(earlier), { judged: true }), earlier, join(folder, "earlier"));
  }
  const analyses: Analysed[] = [];
  for (const regions of GROWING) analyses.push(await analysis(regions, workspace));

  const medians = Object.fromEntries(
    [...samples].map(([key, taken]) => [key, medianOf(taken)]),
  ) as unknown as Medians;
  const judged = bars(medians, resources);
  const entry = entryOf(medians, resources, { commit: head(), date: new Date().toISOString().slice(0, 10) });
  const before = readHistory().at(-1);
  console.log(
    [
      `Previews of ${resources.prod} resources of prod and ${resources.foreign} foreign ones, medians of ${options.rounds} rounds`,
      "",
      ...table(medians),
      "",
      ...growth(analyses),
      "",
      ...judged.map(describe),
      ...compare(entry, before),
    ].join("\n"),
  );
  const results = join(repository, "bench", "results");
  mkdirSync(results, { recursive: true });
  writeFileSync(
    join(results, "latest.json"),
    JSON.stringify({ ...options, resources, medians, analyses, bars: judged }, undefined, 2),
  );
  if (options.record) record(entry);
  return judged.every(({ holds }) => holds);
}

async function analysis(regions: number, workspace: string): Promise<Analysed> {
  console.error(`failure analysis of ${regions} regions`);
  const result = join(workspace, `analysis-${regions}.json`);
  await preview(analysed(regions), repository, workspace, { STANDFAST_BENCH_ANALYSIS: result });
  const taken = JSON.parse(readFileSync(result, "utf8")) as Omit<Analysed, "regions">;
  return { regions, ...taken };
}

function head(): string {
  return spawnSync("git", ["rev-parse", "--short", "HEAD"], {
    cwd: repository,
    encoding: "utf8",
  }).stdout.trim();
}

const help = `Usage: npm run bench [-- rounds] [--reference <commit>] [--record]

Measures what a preview costs on this machine, and which process pays: every program once in each round, as
"npm run rehearse -- preview" (5 rounds, about four minutes each on two idle cores). Writes bench/results/latest.json.

Options:
  --reference <commit>  prod of that commit in the same run, checked out and installed beside
  --record              adds the ratios of this run to bench/history.json

Examples:
  npm run bench
  npm run bench -- 3 --reference HEAD~20

Exit codes:
  0  every bar is held
  1  one is missed, or a preview failed`;

runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      reference: { type: "string" },
      record: { type: "boolean" },
    },
  });
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  const [first = "5", ...others] = positionals;
  const rounds = Number(first);
  if (others.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
    const got = positionals.join(" ");
    throw new RehearsalError(`rounds must be a whole number from 1, got ${got}; npm run bench -- --help`);
  }
  const options = { rounds, reference: values.reference, record: values.record === true };
  return (await main(options)) ? 0 : 1;
});
