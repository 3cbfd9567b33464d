import { mkdirSync, renameSync, rmSync } from "node:fs";

/** Fills `folder`, whole or not at all: what was interrupted or failed is never found there. */
export async function fillWhole(folder: string, fill: (partial: string) => Promise<void>): Promise<void> {
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    await fill(partial);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
