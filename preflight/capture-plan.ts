/** Gets the plan of a stack: the rehearsal previews it with the real engine, without an account. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parsePlan } from "../plan/read";
import type { PulumiPlan } from "../plan/plan";
import { PreflightError } from "./exit-code";

const rehearse = join(__dirname, "..", "rehearsal", "cli", "rehearse.ts");

/**
 * A rehearsal of its own, which knows of no other: a stack that stands in one is not there in the account.
 * @param folder of the program.
 * @throws {PreflightError} when the preview fails; what it said is on the terminal then.
 */
export async function capturePlan(stack: string, folder: string): Promise<PulumiPlan> {
  const own = mkdtempSync(join(tmpdir(), "standfast-preflight-"));
  try {
    return await previewed(stack, folder, own);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

async function previewed(stack: string, folder: string, rehearsal: string): Promise<PulumiPlan> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", rehearse, "-C", folder, "preview", "--stack", stack, "--json"],
    {
      cwd: join(__dirname, ".."),
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, STANDFAST_REHEARSAL_DIR: rehearsal },
    },
  );
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
