/** An earlier commit as the benchmark's reference: checked out and installed in a folder of its own. */
import { spawnSync } from "node:child_process";
import { RehearsalError } from "../rehearsal/cli/rehearsal-error";
import { repository } from "../rehearsal/cli/workspace";

/**
 * Has the commit in `folder` while `use` runs, and no longer.
 * @param commit anything that `git rev-parse` takes.
 * @throws {RehearsalError} when git or npm does not bring it.
 */
export async function withReference<T>(commit: string, folder: string, use: () => Promise<T>): Promise<T> {
  run("git", ["worktree", "add", "--detach", folder, commit], repository);
  try {
    run("npm", ["ci", "--no-audit", "--no-fund"], folder);
    return await use();
  } finally {
    run("git", ["worktree", "remove", "--force", folder], repository);
  }
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return;
  throw new RehearsalError(
    `the reference: ${command} ${args.slice(0, 2).join(" ")} failed in ${cwd}: ${stderr.trim()}`,
  );
}
