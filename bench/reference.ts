/** An earlier commit as the benchmark's reference: checked out and installed in a folder of its own. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { RehearsalError } from "../rehearsal/cli/rehearsal-error";
import { repository } from "../rehearsal/cli/workspace";

/**
 * @param commit anything that `git rev-parse` takes.
 * @param folder where it goes; what is there already is used as it is.
 * @throws {RehearsalError} when git or npm does not bring it.
 */
export function checkOutReference(commit: string, folder: string): void {
  if (existsSync(join(folder, "node_modules", ".package-lock.json"))) return;
  run("git", ["worktree", "add", "--detach", "--force", folder, commit], repository);
  run("npm", ["ci", "--no-audit", "--no-fund"], folder);
}

export function removeReference(folder: string): void {
  run("git", ["worktree", "remove", "--force", folder], repository);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return;
  throw new RehearsalError(
    `the reference: ${command} ${args.slice(0, 2).join(" ")} failed in ${cwd}: ${stderr.trim()}`,
  );
}
