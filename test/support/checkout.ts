import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../rehearsal/cli/workspace";

export interface Checkout {
  readonly folder: string;
  readonly remove: () => void;
}

/**
 * The repository in a folder of its own, with other files in place of some at its top. `index.ts` is a copy, because it
 * finds what it imports beside itself; the rest is linked.
 */
export function checkout(files: Readonly<Record<string, string>>): Checkout {
  const folder = mkdtempSync(join(tmpdir(), "standfast-checkout-"));
  const own = ["index.ts", ".git", ".rehearsal", ...Object.keys(files)];
  for (const entry of readdirSync(repository).filter((name) => !own.includes(name))) {
    symlinkSync(join(repository, entry), join(folder, entry));
  }
  copyFileSync(join(repository, "index.ts"), join(folder, "index.ts"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
