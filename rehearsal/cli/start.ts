/** `npm start`: the whole platform goes up on the rehearsal cloud, judged by the policy packs. */
import { performance } from "node:perf_hooks";
import { monthlyCost } from "../../cost/monthly-cost";
import { prices } from "../../cost/prices/2026-10-08";
import { writeCostText } from "../../cost/report/text";
import { readPlan } from "../../plan/read";
import { runCommand } from "./command";
import { startHelp } from "./help";
import { RehearsalError } from "./rehearsal-error";
import { readReports } from "./reports";
import { resolveEngineWithProgress } from "./resolve-engine";
import { rehearse } from "./session";
import { readState } from "../recovery/stack-state";
import { outline, summarize } from "./summary";
import { openWorkspace, repository, stateFile } from "./workspace";

const STACK = "prod";
const COMMAND = ["up", "--stack", STACK, "--yes", "--policy-pack", "policies"];

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
  const { exitCode, project } = await rehearse(workspace, engine, COMMAND, repository);
  const seconds = Math.round((performance.now() - began) / 1000);
  const file = project && stateFile(workspace, project, STACK);
  const state = file === undefined ? undefined : readState(file);
  if (exitCode !== 0 || file === undefined || !state) return exitCode === 0 ? 1 : exitCode;

  const { byRegion, outputs } = summarize(state);
  const resources = byRegion.map(({ region, resources: count }) => `  ${region.padEnd(16)}${count}`);
  const sections = [
    ["Resources by region", ...resources],
    ["Stack outputs", ...outline(outputs, "  ")],
    ...readReports(workspace),
    writeCostText(monthlyCost(readPlan(file), prices)),
    [`The stack "${STACK}" stands, after ${seconds} s. Next:`, ...nextSteps],
  ];
  console.log(sections.map((lines) => `\n${lines.join("\n")}`).join("\n"));
  return 0;
}

const nextSteps = [
  `  npm run rehearse -- preview --stack ${STACK} --expect-no-changes   nothing is left to change`,
  `  npm run preflight -- --stack ${STACK}                              whether your AWS account has room for it`,
  `  npm run rehearse -- destroy --stack ${STACK} --yes                 take it down again`,
];

runCommand(() => main(process.argv.slice(2)));
