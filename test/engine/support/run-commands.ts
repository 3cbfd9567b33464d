/**
 * `node --import tsx run-commands.ts <folder> <result file>`: rehearses the command lines that stdin holds as JSON, one
 * after the other, and writes what each ended with: its exit code, or the words of its refusal.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { RehearsalError } from "../../../rehearsal/cli/rehearsal-error";
import { resolveEngineWithProgress } from "../../../rehearsal/cli/resolve-engine";
import { rehearse } from "../../../rehearsal/cli/session";
import { openWorkspace } from "../../../rehearsal/cli/workspace";

const [, , folder = "", resultFile = ""] = process.argv;

async function main(): Promise<void> {
  const commands = JSON.parse(readFileSync(0, "utf8")) as readonly (readonly string[])[];
  const engine = await resolveEngineWithProgress();
  const ends: (number | string)[] = [];
  for (const args of commands) {
    console.log(`\n$ pulumi ${args.join(" ")}`);
    try {
      ends.push((await rehearse(openWorkspace(), engine, args, folder)).exitCode);
    } catch (error) {
      if (!(error instanceof RehearsalError)) throw error;
      ends.push(error.message);
    }
  }
  writeFileSync(resultFile, JSON.stringify(ends));
}

void main();
