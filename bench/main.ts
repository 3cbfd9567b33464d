/**
 * `npm run bench [-- rounds]`: what a preview of prod costs, beside the floor of the same machine in the same run.
 *
 * Every subject runs once in each round, so that a noisy machine disturbs all of them alike; medians are compared as
 * ratios. Exits with 1 when a bar is missed.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { pulumiIn } from "../rehearsal/cli/pulumi";
import { runCommand } from "../rehearsal/cli/command";
import { projectIn } from "../rehearsal/cli/project";
import { RehearsalError } from "../rehearsal/cli/rehearsal-error";
import { resolveEngineWithProgress } from "../rehearsal/cli/resolve-engine";
import { openStack } from "../rehearsal/cli/session";
import { openShadow } from "../rehearsal/cli/shadow-project";
import { updateCopy } from "../rehearsal/cli/stack-files";
import { environmentOf, openWorkspace, repository } from "../rehearsal/cli/workspace";
import { startCloud } from "../rehearsal/cloud";
import { measure, median, type Measurement } from "./measure";
import { analysed, subjects, type BenchmarkProgram } from "./programs";
import { bars, growth, table, type Analysed, type Medians } from "./report";

/** The failure analysis is measured in so many regions. */
const GROWING = [2, 16];

async function main(rounds: number): Promise<boolean> {
  const engine = await resolveEngineWithProgress();
  const workspace = openWorkspace(mkdtempSync(join(tmpdir(), "standfast-bench-")));
  const cloud = await startCloud(workspace.cloudFile);
  const env = environmentOf(workspace, engine, cloud.attachment);

  /** The command line that previews a subject, and the folder to run it in; its stack is made ready. */
  async function prepare({ folder, stack, config, flags }: BenchmarkProgram) {
    const project = projectIn(folder);
    if (project === undefined) throw new Error(`${folder} is no Pulumi project`);
    const source = join(workspace.folder, `${stack}.yaml`);
    writeFileSync(source, stringify({ config }));
    const shadow = openShadow(workspace, project);
    updateCopy(shadow, stack, source);
    await openStack(workspace, project, stack, pulumiIn(shadow, env));
    return { shadow, args: ["preview", "--stack", stack, ...flags] };
  }

  async function registeredBy(program: BenchmarkProgram): Promise<number> {
    const { shadow, args } = await prepare(program);
    const printed = await pulumiIn(shadow, env).capture([...args, "--json"]);
    return (JSON.parse(printed) as { changeSummary: { create: number } }).changeSummary.create;
  }

  async function preview(program: BenchmarkProgram, more: NodeJS.ProcessEnv = {}): Promise<Measurement> {
    const { shadow, args } = await prepare(program);
    const measured = await measure("pulumi", args, { cwd: shadow, env: { ...env, ...more } });
    if (measured.exitCode !== 0) throw new Error(`the preview of ${program.stack} failed; run it by hand`);
    return measured;
  }

  async function analysis(regions: number): Promise<Analysed> {
    console.error(`failure analysis of ${regions} regions`);
    const result = join(workspace.folder, `analysis-${regions}.json`);
    await preview(analysed(regions), { STANDFAST_BENCH_ANALYSIS: result });
    const measured = JSON.parse(readFileSync(result, "utf8")) as Omit<Analysed, "regions">;
    return { regions, ...measured };
  }

  try {
    const [, plain] = subjects(0);
    const resources = plain ? await registeredBy(plain) : 0;
    const samples = new Map<keyof Medians, Measurement[]>();
    for (let round = 1; round <= rounds; round += 1) {
      for (const subject of subjects(resources)) {
        console.error(`round ${round} of ${rounds}: ${subject.stack}`);
        const measured = await preview(subject);
        samples.set(subject.key, [...(samples.get(subject.key) ?? []), measured]);
      }
    }
    const analyses: Analysed[] = [];
    for (const regions of GROWING) analyses.push(await analysis(regions));
    return report(samples, analyses, { resources, rounds });
  } finally {
    cloud.close();
    rmSync(workspace.folder, { recursive: true, force: true });
  }
}

function report(
  samples: ReadonlyMap<keyof Medians, readonly Measurement[]>,
  analyses: readonly Analysed[],
  { resources, rounds }: { readonly resources: number; readonly rounds: number },
): boolean {
  const middle = (key: keyof Medians) => {
    const measured = samples.get(key) ?? [];
    return {
      seconds: median(measured.map(({ seconds }) => seconds)),
      peakMiB: median(measured.map(({ peakMiB }) => peakMiB)),
    };
  };
  const medians: Medians = {
    floor: middle("floor"),
    plain: middle("plain"),
    judged: middle("judged"),
    four: middle("four"),
  };
  const judged = bars(medians);
  console.log(`Previews of ${resources} resources, median of ${rounds} rounds\n`);
  console.log([...table(medians), "", ...growth(analyses), "", ...judged.map(({ text }) => text)].join("\n"));
  const results = join(repository, "bench", "results");
  mkdirSync(results, { recursive: true });
  writeFileSync(
    join(results, "latest.json"),
    JSON.stringify({ resources, rounds, medians, analyses }, undefined, 2),
  );
  return judged.every(({ holds }) => holds);
}

const help = `Usage: npm run bench [-- rounds]

Measures what a preview of prod costs on this machine, beside the floor of the same machine: every subject once in
each round (5 rounds, some minutes each). Writes bench/results/latest.json.

Examples:
  npm run bench
  npm run bench -- 3

Exit codes:
  0  every bar is held
  1  one is missed, or a preview failed`;

runCommand(async () => {
  const [first = "5", ...others] = process.argv.slice(2);
  if (first === "--help" || first === "-h") {
    console.log(help);
    return 0;
  }
  const rounds = Number(first);
  if (others.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
    const got = [first, ...others].join(" ");
    throw new RehearsalError(`rounds must be a whole number from 1, got ${got}; npm run bench -- --help`);
  }
  return (await main(rounds)) ? 0 : 1;
});
