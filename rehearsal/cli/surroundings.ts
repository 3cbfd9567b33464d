/** What the commands of this folder share: the engine, and how failures reach people. */
import type { Engine } from "../engine/engine";
import { progressOn } from "../engine/progress";
import { NoEngineError, resolveEngine, waysFor } from "../engine/resolve";

/** An engine, or the end of the process with an explanation. */
export async function engineForPeople(): Promise<Engine> {
  try {
    return await resolveEngine(waysFor(process.env), progressOn(process.stderr), (line) => {
      console.error(line);
    });
  } catch (error) {
    if (!(error instanceof NoEngineError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
