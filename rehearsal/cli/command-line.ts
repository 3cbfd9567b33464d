/** Reads just as much of a `pulumi` command line as the rehearsal has to know. */
import { commandNamed, GROUPS } from "./engine-commands";

export interface PulumiCommand {
  /** The command without aliases, such as `["up"]` or `["stack", "rm"]`; empty for `pulumi --help` and the like. */
  readonly path: readonly string[];
  /** Where in `args` the words after the command are. */
  readonly operands: readonly number[];
  readonly stack: string | undefined;
  /** Folder of the project, from `-C`. */
  readonly cwd: string | undefined;
  readonly configFile: string | undefined;
  /** Whether it asks for help instead of work. */
  readonly help: boolean;
  /** Everything, as it was given. */
  readonly args: readonly string[];
}

export const FLAGS = {
  stack: ["--stack", "-s"],
  cwd: ["--cwd", "-C"],
  configFile: ["--config-file"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Flags that take their value as the next word, which must not be mistaken for a part of the command: the global
 * ones, and those of the commands whose operands matter here.
 */
export const VALUED: readonly string[] = [
  ...Object.values(FLAGS).flat(),
  ...["--color", "--memprofilerate", "--otel-traces", "--profiling", "--tracing", "--verbose", "-v"],
  ...["--copy-config-from", "--secrets-provider", "--teams"],
  ...["--dependency-edge-color", "--dot-fragment", "--parent-edge-color"],
];

/** Commands that make a stack or take it away, by all their names: it need not be there before. */
export const MAKES_OR_REMOVES_STACK: readonly string[] = [
  ...["stack create", "stack init", "stack new", "stack setup"],
  ...["stack delete", "stack remove", "stack rm"],
];

/** Commands whose first operand names a stack. */
export const NAMES_STACK: readonly string[] = [
  ...MAKES_OR_REMOVES_STACK,
  ...["cancel", "stack rename", "stack select"],
];

export function readCommandLine(args: readonly string[]): PulumiCommand {
  const words = args.flatMap((arg, index) =>
    arg.startsWith("-") || VALUED.includes(args[index - 1] ?? "") ? [] : index,
  );
  const path: string[] = [];
  for (const index of words) {
    if (path.length > 0 && !GROUPS.includes(path.join(" "))) break;
    path.push(path.length === 0 ? commandNamed(args[index] ?? "") : (args[index] ?? ""));
  }
  const operands = words.slice(path.length);
  const named = NAMES_STACK.includes(path.join(" ")) ? args[operands[0] ?? -1] : undefined;
  return {
    path,
    operands,
    stack: flagValue(args, FLAGS.stack) ?? named,
    cwd: flagValue(args, FLAGS.cwd),
    configFile: flagValue(args, FLAGS.configFile),
    help: path[0] === "help" || args.includes("--help") || args.includes("-h"),
    args,
  };
}

/** A flag as it stands in one argument: `--stack=dev`, `-s=dev`, `-sdev`; undefined where the argument is another. */
function joinedValue(arg: string, name: string): string | undefined {
  if (arg.startsWith(`${name}=`)) return arg.slice(name.length + 1);
  return name.length === 2 && arg.startsWith(name) && arg.length > 2 ? arg.slice(2) : undefined;
}

function flagValue(args: readonly string[], names: readonly string[]): string | undefined {
  return flagValues(args, names)[0];
}

/** Every value of a flag that can be given more than once. */
export function flagValues(args: readonly string[], names: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (names.includes(arg)) return args[index + 1] ?? [];
    return names.map((name) => joinedValue(arg, name)).find((value) => value !== undefined) ?? [];
  });
}

const OPERATIONS = ["up", "preview", "refresh", "destroy", "import", "watch"] as const;

export type Operation = (typeof OPERATIONS)[number];

/** The operation that a command is; undefined for what touches no resource. */
export function operationOf({ path }: Pick<PulumiCommand, "path">): Operation | undefined {
  return OPERATIONS.find((operation) => operation === path[0]);
}

/** Whether the command changes the cloud, rather than look at what it would change. */
export function changesCloud(command: PulumiCommand): boolean {
  const operation = operationOf(command);
  return operation !== undefined && operation !== "preview" && !command.args.includes("--preview-only");
}

/** The same command line without a flag and its value. */
export function withoutFlag(args: readonly string[], names: readonly string[]): string[] {
  return args.filter(
    (arg, index) =>
      !names.includes(arg) &&
      !names.includes(args[index - 1] ?? "") &&
      names.every((name) => joinedValue(arg, name) === undefined),
  );
}

/** The same command line with every value of a flag changed by `change`. */
export function mapFlag(
  args: readonly string[],
  names: readonly string[],
  change: (value: string) => string,
): string[] {
  return args.map((arg, index) => {
    if (names.includes(args[index - 1] ?? "")) return change(arg);
    for (const name of names) {
      const value = joinedValue(arg, name);
      if (value !== undefined) return `${name}=${change(value)}`;
    }
    return arg;
  });
}

/** The same command line with the first operand changed, for the commands where it names a stack. */
export function mapStackOperand(command: PulumiCommand, change: (name: string) => string): string[] {
  const [first] = command.operands;
  const names = NAMES_STACK.includes(command.path.join(" "));
  return command.args.map((arg, index) => (names && index === first ? change(arg) : arg));
}
