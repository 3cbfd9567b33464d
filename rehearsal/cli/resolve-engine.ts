/** The engine of a command: found, or made with progress on the terminal. */
import type { Engine } from "../engine/engine";
import { progressOn } from "../engine/progress";
import { engineSources, resolveEngine } from "../engine/resolve";

/** @throws {NoSourceError} where no source has one. */
export function resolveEngineWithProgress(): Promise<Engine> {
  return resolveEngine(engineSources(process.env), progressOn(process.stderr), (line) => {
    console.error(line);
  });
}
