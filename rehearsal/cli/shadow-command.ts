/** A command line as it was typed, made to mean the same in the shadow project. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  FLAGS,
  mapFlag,
  mapStackOperand,
  operationOf,
  withoutFlag,
  type PulumiCommand,
} from "./command-line";
import { stackNamed, type Project } from "./project";
import { copyOf } from "./stack-files";

/** Flags whose value is a path, wherever they occur. */
export const PATH_FLAGS: readonly string[] = [
  ...[
    "--event-log",
    "--file",
    "--generate-resources",
    "--import-file",
    "--out",
    "--plan",
    "--profiling",
    "--save-plan",
  ],
];

/** Those that are paths with one command only: with others, these are something else. */
export const PATH_FLAGS_OF: Readonly<Record<string, readonly string[]>> = {
  import: ["-f", "-o"],
  watch: ["--path"],
};

/** Lists of paths, as the engine reads them: with commas between. */
export const PATH_LISTS: readonly string[] = ["--policy-pack", "--policy-pack-config"];

/** Flags whose value names a stack. */
const STACK_FLAGS: readonly string[] = [...FLAGS.stack, "--copy-config-from", "--dest", "--source"];

/** Folders that the words of a command line are relative to. */
export interface Typed {
  /** Where the command was typed. */
  readonly folder: string;
  /** Where `-C` leads from there. */
  readonly cwd: string;
}

export interface ShadowCommand {
  readonly shadow: string;
  readonly project: Project;
  readonly typed: Typed;
  /** The stack whose settings the command gives a file for, with `--config-file`. */
  readonly stack: string | undefined;
  /** Whether a person watches the output as it comes. */
  readonly terminal: boolean;
}

export function inShadow(command: PulumiCommand, place: ShadowCommand): string[] {
  const { shadow, project, typed, stack, terminal } = place;
  const verb = command.path.join(" ");
  const pathFlags = [...PATH_FLAGS, ...(PATH_FLAGS_OF[verb] ?? [])];
  const absolute = (path: string) => (path === "-" ? path : resolve(typed.cwd, path));

  let args: readonly string[] = mapStackOperand(command, (name) => stackNamed(name, project));
  if (verb === "stack graph") {
    args = args.map((arg, index) => (index === command.operands[0] ? absolute(arg) : arg));
  }
  args = mapFlag(args, STACK_FLAGS, (name) => stackNamed(name, project));
  args = mapFlag(args, pathFlags, absolute);
  args = mapFlag(args, PATH_LISTS, (paths) =>
    paths
      .split(",")
      .map((path) => pathAsTyped(path, typed))
      .join(","),
  );
  args = mapFlag(args, ["--tracing", "--otel-traces"], (endpoint) =>
    endpoint.replace(/^file:(?=[^/])/, `file:${typed.cwd}/`),
  );
  if (stack !== undefined) args = mapFlag(args, FLAGS.configFile, () => copyOf(shadow, stack));
  if (verb === "watch" && !args.some((arg) => /^--path(=|$)/.test(arg))) {
    args = [...args, "--path", project.folder];
  }
  return withoutFlag([...args, ...quietened(command, terminal)], FLAGS.cwd);
}

/** A path as it was meant: from the folder where the command was typed, else from the project's. */
export function pathAsTyped(path: string, { folder, cwd }: Typed): string {
  return [folder, cwd].map((from) => resolve(from, path)).find(existsSync) ?? resolve(cwd, path);
}

/** In a file or a pipe nobody sees the dots move: there would be a thousand lines of them. */
function quietened(command: PulumiCommand, terminal: boolean): readonly string[] {
  const operation = operationOf(command);
  const dots = operation !== undefined && operation !== "watch" && !terminal;
  return dots && !command.args.some((arg) => arg.startsWith("--suppress-progress"))
    ? ["--suppress-progress"]
    : [];
}
