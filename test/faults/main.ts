/**
 * `npm run faults`: interrupts rehearsals of a small program at random points and looks whether the next command
 * brings everything in order: converged, nothing lost, nothing doubled, no process left, said in a sentence.
 */
import { parseArgs } from "node:util";
import { runCommand } from "../../rehearsal/cli/command";
import { RehearsalError } from "../../rehearsal/cli/rehearsal-error";
import { describePoint, drawPoint, type FaultPoint } from "./point";
import { runPoint, type References } from "./run-point";
import { makeWorkspace, type FaultWorkspace, type FaultOutcome } from "./workspace";

const HELP = `Usage: npm run faults -- [--points 400] [--seed 1] [--jobs 2]

Kills the engine, the cloud or both in rehearsals of a small program, fills their disk, spoils their files, and looks
whether the next command brings everything in order. Needs root for the full disks. A point is its seed: to run one
that failed again, give its number as --seed, with --points 1.

Examples:
  npm run faults
  npm run faults -- --points 40 --seed 7

Exit codes:
  0  every point passed
  1  one failed; its line says what was wrong`;

async function up(workspace: FaultWorkspace, revision: 1 | 2): Promise<FaultOutcome> {
  const { exitCode, output } = await workspace.run(revision, "up", "--yes", "--skip-preview");
  if (exitCode !== 0) throw new Error(`revision ${revision} does not come up undisturbed:\n${output}`);
  return workspace.outcome();
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      points: { type: "string", default: "400" },
      seed: { type: "string", default: "1" },
      jobs: { type: "string", default: "2" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (process.getuid?.() !== 0) {
    throw new RehearsalError(
      "the disks that are filled are mounted for it, which only root can do; run it as root",
    );
  }
  const [count, seed, jobs] = [values.points, values.seed, values.jobs].map(Number) as [
    number,
    number,
    number,
  ];
  const base = makeWorkspace(undefined);
  try {
    const first = await up(base, 1);
    const copy = makeWorkspace(base.folder);
    const second = await up(copy, 2).finally(() => {
      copy.remove();
    });
    const points = Array.from({ length: count }, (_, index) => drawPoint(seed + index));
    console.log(`${count} points from seed ${seed}, ${jobs} at a time`);
    const passed = await runAll(points, { base: base.folder, first, second }, jobs);
    console.log(
      `${passed} of ${count} points passed: converged, nothing lost, nothing doubled, no process left`,
    );
    return passed === count ? 0 : 1;
  } finally {
    base.remove();
  }
}

/** @returns how many passed. */
async function runAll(points: readonly FaultPoint[], references: References, jobs: number): Promise<number> {
  const waiting = [...points];
  let [done, passed] = [0, 0];
  const work = async () => {
    for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) {
      const began = Date.now();
      const complaints = await runPoint(point, references);
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      done += 1;
      if (complaints.length === 0) passed += 1;
      const verdict = complaints.length === 0 ? "passed" : `FAILED\n  ${complaints.join("\n  ")}`;
      console.log(`[${done}/${points.length}] ${describePoint(point)}: ${seconds} s, ${verdict}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return passed;
}

runCommand(main);
