import { pathToFileURL } from "node:url";

/** Options of Node.js with which a process of its own runs a TypeScript file. */
export function typescriptOptions(): readonly string[] {
  return ["--import", pathToFileURL(require.resolve("tsx")).href];
}
