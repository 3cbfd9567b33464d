/** Gets the plan of a stack: the rehearsal previews it with the real engine, without an account. */
import { spawn } from "node:child_process";
import { parsePlan } from "../plan/read";
import type { PulumiPlan } from "../plan/plan";
import { PreflightError } from "./exit-code";

/** @throws {PreflightError} when the preview fails; what it said is on the terminal then. */
export async function capturePlan(stack: string, repository: string): Promise<PulumiPlan> {
  const args = ["--import", "tsx", "rehearsal/cli/rehearse.ts", "preview", "--stack", stack, "--json"];
  const child = spawn(process.execPath, args, { cwd: repository, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (exitCode !== 0) {
    throw new PreflightError(
      `the rehearsed preview of ${stack} failed (exit code ${exitCode ?? "none"}), so there is no plan:\n${output.trim().slice(-2000)}`,
    );
  }
  return parsePlan(output);
}
