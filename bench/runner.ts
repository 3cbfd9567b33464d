/** Previews a program as its user would, `npm run rehearse -- preview`, in a workspace of its own. */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import { RehearsalError } from "../rehearsal/cli/rehearsal-error";
import { measure, type Measurement } from "./measure";
import type { BenchmarkProgram } from "./programs";

/** @returns the arguments of npm. */
function commandLine(program: BenchmarkProgram, checkout: string, workspace: string): string[] {
  mkdirSync(workspace, { recursive: true });
  const settings = join(workspace, `settings-${program.stack}.yaml`);
  writeFileSync(settings, stringify({ config: program.config }));
  const packs = program.packs.flatMap((pack) => ["--policy-pack", join(checkout, pack)]);
  const where = ["-C", join(checkout, program.folder), "--stack", program.stack, "--config-file", settings];
  return ["run", "--silent", "rehearse", "--", "preview", ...where, ...packs];
}

const environmentIn = (workspace: string) => ({ ...process.env, STANDFAST_REHEARSAL_DIR: workspace });

/** How many resources a program registers. */
export async function resourcesOf(
  program: BenchmarkProgram,
  checkout: string,
  workspace: string,
): Promise<number> {
  const args = [...commandLine(program, checkout, workspace), "--json"];
  const env = environmentIn(workspace);
  const { stdout } = await promisify(execFile)("npm", args, { cwd: checkout, env, maxBuffer: 1 << 28 });
  return (JSON.parse(stdout) as { readonly changeSummary: { readonly create: number } }).changeSummary.create;
}

/**
 * @param checkout whose command, program and packs are used.
 * @throws {RehearsalError} when the preview fails.
 */
export async function preview(
  program: BenchmarkProgram,
  checkout: string,
  workspace: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Measurement> {
  const measured = await measure("npm", commandLine(program, checkout, workspace), {
    cwd: checkout,
    env: { ...environmentIn(workspace), ...env },
  });
  if (measured.exitCode === 0) return measured;
  throw new RehearsalError(
    `the preview of ${program.stack} in ${checkout} exited with ${measured.exitCode ?? "a signal"}, see above`,
  );
}
