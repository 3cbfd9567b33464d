/**
 * `npm run bench [-- rounds]`: what a preview of prod costs, beside the floor of the same machine in the same run.
 *
 * Every subject runs once in each round, so that a noisy machine disturbs all of them alike; medians are compared as
 * ratios. Exits with 1 when a bar is missed.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { pulumiIn } from "../rehearsal/cli/pulumi";
import { openStack } from "../rehearsal/cli/session";
import { engineForPeople } from "../rehearsal/cli/surroundings";
import { environmentOf, openWorkspace, projectIn, repository } from "../rehearsal/cli/workspace";
import { startCloud } from "../rehearsal/cloud";
import { measure, median, type Measurement } from "./measure";
import { bars, table, type Medians } from "./report";

const POLICIES = ["--policy-pack", join(repository, "policies")];

type Config = Readonly<Record<string, unknown>>;

interface Subject {
  readonly key: keyof Medians;
  readonly folder: string;
  readonly stack: string;
  readonly config: Config;
  readonly flags: readonly string[];
}

const prod = (parse(readFileSync(join(repository, "Pulumi.prod.yaml"), "utf8")) as { config: Config }).config;

const more = ["eu-central-1", "ap-southeast-2"].map((name, index) => ({
  name,
  role: "standby",
  cidrBlock: `10.${100 + index}.0.0/16`,
  availabilityZones: ["a", "b", "c"].map((zone) => name + zone),
}));
const four = {
  ...prod,
  "standfast:regions": [...(prod["standfast:regions"] as readonly unknown[]), ...more],
};

function subjects(resources: number): readonly Subject[] {
  const floor = join(repository, "bench", "floor");
  return [
    { key: "floor", folder: floor, stack: "floor", config: { "floor:resources": resources }, flags: [] },
    { key: "plain", folder: repository, stack: "plain", config: prod, flags: [] },
    { key: "judged", folder: repository, stack: "judged", config: prod, flags: POLICIES },
    { key: "four", folder: repository, stack: "four", config: four, flags: POLICIES },
  ];
}

async function main(rounds: number): Promise<boolean> {
  const engine = await engineForPeople();
  const workspace = openWorkspace(mkdtempSync(join(tmpdir(), "standfast-bench-")));
  const cloud = await startCloud(workspace.cloudFile);
  const env = environmentOf(workspace, engine, cloud.attachment);

  /** The command line that previews a subject, its stack made ready. */
  async function prepare({ folder, stack, config, flags }: Subject): Promise<readonly string[]> {
    const source = join(workspace.folder, `${stack}.yaml`);
    writeFileSync(source, stringify({ config }));
    const project = projectIn(folder);
    const copy = project && (await openStack(workspace, project, stack, pulumiIn(folder, env), source));
    return ["preview", "--stack", stack, "--config-file", copy ?? source, ...flags];
  }

  async function registeredBy(subject: Subject): Promise<number> {
    const printed = await pulumiIn(subject.folder, env).capture([...(await prepare(subject)), "--json"]);
    return (JSON.parse(printed) as { changeSummary: { create: number } }).changeSummary.create;
  }

  try {
    const [, plain] = subjects(0);
    const resources = plain ? await registeredBy(plain) : 0;
    const samples = new Map<keyof Medians, Measurement[]>();
    for (let round = 1; round <= rounds; round += 1) {
      for (const subject of subjects(resources)) {
        console.error(`round ${round} of ${rounds}: ${subject.stack}`);
        const measured = await measure("pulumi", await prepare(subject), { cwd: subject.folder, env });
        if (measured.exitCode !== 0)
          throw new Error(`the preview of ${subject.stack} failed; run it by hand`);
        samples.set(subject.key, [...(samples.get(subject.key) ?? []), measured]);
      }
    }
    return report(samples, resources, rounds);
  } finally {
    cloud.close();
    rmSync(workspace.folder, { recursive: true, force: true });
  }
}

function report(
  samples: ReadonlyMap<keyof Medians, readonly Measurement[]>,
  resources: number,
  rounds: number,
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
  console.log([...table(medians), "", ...judged.map(({ text }) => text)].join("\n"));
  const results = join(repository, "bench", "results");
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, "latest.json"), JSON.stringify({ resources, rounds, medians }, undefined, 2));
  return judged.every(({ holds }) => holds);
}

void main(Number(process.argv[2] ?? 5)).then((holds) => {
  process.exitCode = holds ? 0 : 1;
});
