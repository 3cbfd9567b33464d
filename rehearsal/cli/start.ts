/** `npm start`: the whole platform goes up on the rehearsal cloud, judged by the policy packs. */
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { monthlyCost } from "../../cost/monthly-cost";
import { prices } from "../../cost/prices/2026-10-08";
import { writeCostText } from "../../cost/report/text";
import { parsePlan } from "../../plan/read";
import type { Engine } from "../engine/engine";
import { runCommand } from "./command";
import { startHelp } from "./help";
import { RehearsalError } from "./rehearsal-error";
import { readReports } from "./reports";
import { resolveEngineWithProgress } from "./resolve-engine";
import { rehearse, type RehearsalResult } from "./session";
import { exportedState } from "../recovery/stack-state";
import { exportStack } from "./stack-export";
import { outline, summarize } from "./summary";
import { openWorkspace, repository, type Workspace } from "./workspace";

const STACK = "prod";
/** Nobody is asked, so nothing is previewed: the program runs once, and the packs judge what it brings up. */
const COMMAND = ["up", "--stack", STACK, "--yes", "--skip-preview", "--policy-pack", "policies"];

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(startHelp);
    return 0;
  }
  if (args.length > 0) {
    throw new RehearsalError(
      `npm start takes no arguments, got ${args.join(" ")}; for another command: npm run rehearse -- ${args.join(" ")}`,
    );
  }
  const engine = await resolveEngineWithProgress();
  const workspace = openWorkspace();
  console.log(
    `Rehearsing "pulumi ${COMMAND.join(" ")}": the real engine ${engine.version}, no AWS account.\n`,
  );
  const began = performance.now();
  const { exitCode, project } = await rehearseQuietly(workspace, engine);
  const seconds = Math.round((performance.now() - began) / 1000);
  if (exitCode !== 0 || project === undefined) return exitCode === 0 ? 1 : exitCode;

  const exported = await exportStack(workspace, engine, project, STACK);
  const { byRegion, outputs } = summarize(exportedState(exported));
  const resources = byRegion.map(({ region, resources: count }) => `  ${region.padEnd(16)}${count}`);
  const sections = [
    ["Resources by region", ...resources],
    ["Stack outputs", ...outline(outputs, "  ")],
    ...readReports(workspace),
    writeCostText(monthlyCost(parsePlan(exported), prices)),
    [`The stack "${STACK}" stands, after ${seconds} s. Next:`, ...nextSteps],
  ];
  console.log(sections.map((lines) => `\n${lines.join("\n")}`).join("\n"));
  return 0;
}

/** On a terminal the engine shows its progress; a pipe gets its thousand lines only when it failed. */
async function rehearseQuietly(workspace: Workspace, engine: Engine): Promise<RehearsalResult> {
  if (process.stdout.isTTY) return rehearse(workspace, engine, COMMAND, repository);
  const log = join(workspace.folder, "start.log");
  const file = openSync(log, "w");
  try {
    const result = await rehearse(workspace, engine, COMMAND, repository, { output: file });
    if (result.exitCode === 0) console.log(`What the engine printed is in ${log}.`);
    else console.log(readFileSync(log, "utf8"));
    return result;
  } finally {
    closeSync(file);
  }
}

const nextSteps = [
  `  npm run rehearse -- preview --stack ${STACK} --expect-no-changes   nothing is left to change`,
  `  npm run preflight -- --stack ${STACK}                              whether your AWS account has room for it`,
  `  npm run rehearse -- destroy --stack ${STACK} --yes                 take it down again`,
];

runCommand(() => main(process.argv.slice(2)));
