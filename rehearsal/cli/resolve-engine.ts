/** The engine of a command: found or made with progress on the terminal. */
import type { Engine } from "../engine/engine";
import { progressOn } from "../engine/progress";
import { engineSources, NoEngineError, resolveEngine } from "../engine/resolve";

/** @returns an engine, or ends the process with an explanation. */
export async function resolveEngineOrExit(): Promise<Engine> {
  try {
    return await resolveEngine(engineSources(process.env), progressOn(process.stderr), (line) => {
      console.error(line);
    });
  } catch (error) {
    if (!(error instanceof NoEngineError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
