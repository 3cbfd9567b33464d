/** Programs in other languages than the rehearsal brings a host for. */
import { delimiter, join } from "node:path";
import { isExecutable, type Engine } from "../engine/engine";
import { operationOf, type PulumiCommand } from "./command-line";
import type { Project } from "./project";
import { RehearsalError } from "./rehearsal-error";

/** Operations that run the program. */
const RUNS_PROGRAM = ["up", "preview", "watch"];

/** @throws {RehearsalError} when the command runs a program that no language host on this machine can run. */
export function requireLanguageHost(
  { folder, runtime }: Pick<Project, "folder" | "runtime">,
  command: PulumiCommand,
  engine: Engine,
  path: string = process.env["PATH"] ?? "",
): void {
  const runsProgram = RUNS_PROGRAM.includes(operationOf(command) ?? "");
  const host = `pulumi-language-${runtime}`;
  const folders = [engine.bin, ...path.split(delimiter)];
  if (!runsProgram || folders.some((each) => isExecutable(join(each, host)))) return;
  throw new RehearsalError(
    `the program in ${folder} is written for ${runtime}, and the rehearsal carries the language host of Node.js only; ` +
      `put ${host}, which is a part of Pulumi's releases, on PATH`,
  );
}
