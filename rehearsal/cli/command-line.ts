/** Reads just as much of a `pulumi` command line as the rehearsal has to know. */

export interface PulumiCommand {
  /** The command, such as `up` or `stack`; undefined for `pulumi --help` and the like. */
  readonly verb: string | undefined;
  readonly stack: string | undefined;
  /** Folder of the project, from `-C`. */
  readonly cwd: string | undefined;
  readonly configFile: string | undefined;
  /** Everything, as it was given. */
  readonly args: readonly string[];
}

const FLAGS = { stack: ["--stack", "-s"], cwd: ["--cwd", "-C"], configFile: ["--config-file"] } as const;

/** Other global flags that take their value as the next word; it must not be mistaken for the command. */
const VALUED = new Set([
  "--color",
  "--logflow",
  "--memprofilerate",
  "--profiling",
  "--tracing",
  "--verbose",
  "-v",
]);

export function readCommandLine(args: readonly string[]): PulumiCommand {
  const valued = new Set<string>([...VALUED, ...Object.values(FLAGS).flat()]);
  const verb = args.find((arg, index) => !arg.startsWith("-") && !valued.has(args[index - 1] ?? ""));
  return {
    verb,
    stack: flagValue(args, FLAGS.stack),
    cwd: flagValue(args, FLAGS.cwd),
    configFile: flagValue(args, FLAGS.configFile),
    args,
  };
}

function flagValue(args: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (names.includes(arg)) return args[index + 1];
    const name = names.find((each) => arg.startsWith(`${each}=`));
    if (name !== undefined) return arg.slice(name.length + 1);
  }
  return undefined;
}

const OPERATIONS = new Map<string, string>(
  ["up", "preview", "refresh", "destroy", "import", "watch"].map((verb) => [verb, verb]),
)
  .set("update", "up")
  .set("pre", "preview")
  .set("down", "destroy")
  .set("dn", "destroy");

export type Operation = "up" | "preview" | "refresh" | "destroy" | "import" | "watch";

/** The operation that a verb or its alias stands for; undefined for what touches no resource. */
export function operationOf(verb: string | undefined): Operation | undefined {
  return OPERATIONS.get(verb ?? "") as Operation | undefined;
}

/** Whether the command changes the cloud, rather than look at what it would change. */
export function changesCloud(command: PulumiCommand): boolean {
  const operation = operationOf(command.verb);
  return operation !== undefined && operation !== "preview" && !command.args.includes("--preview-only");
}

/** The same command line with `flag` set to `value`, whatever it was. */
export function withFlag(args: readonly string[], flag: string, value: string): string[] {
  const kept = args.filter(
    (arg, index) => arg !== flag && args[index - 1] !== flag && !arg.startsWith(`${flag}=`),
  );
  return [...kept, flag, value];
}

/** The same command line with the values of `flag` changed by `change`. */
export function mapFlag(args: readonly string[], flag: string, change: (value: string) => string): string[] {
  return args.map((arg, index) => {
    if (args[index - 1] === flag) return change(arg);
    return arg.startsWith(`${flag}=`) ? `${flag}=${change(arg.slice(flag.length + 1))}` : arg;
  });
}
