import { type Changes, lost } from "./cycle";
import type { Step } from "./roles";

/** What goes with the rebuild of a region's database: itself, its readers, and the copies of its logs. */
function goesWithTheRebuildOf(region: string): RegExp {
  const database = `${region}-database-(instance|reader-\\d+)`;
  const copies = `[a-z0-9-]+-automated-backups(-of-${region})?-replication`;
  return new RegExp(`^(${database}|${copies})$`);
}

/**
 * What holds data and is gone after a step that did not ask for it by name.
 * @param regions names of the stack's, in the order of the settings
 */
export function lostUnasked(changes: Changes, step: Step, regions: readonly string[]): readonly string[] {
  const region = step.rebuild === undefined ? undefined : regions[step.rebuild];
  const gone = lost(changes);
  return region === undefined ? gone : gone.filter((name) => !goesWithTheRebuildOf(region).test(name));
}
