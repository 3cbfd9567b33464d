/** Every command of the engine, and what a rehearsal makes of it. */

/**
 * - `operation`: plans or changes resources; runs in the shadow project, its stack made ready before.
 * - `shadow`: reads or writes a stack, its settings or the project; runs in the shadow project.
 * - `as typed`: touches neither project nor stack.
 * - `writes project`: writes into the user's project; refused.
 * - `account`: works on an account at Pulumi or at a cloud; refused.
 */
export type Handling = "operation" | "shadow" | "as typed" | "writes project" | "account";

/** Those of 3.150 and of 3.265, which differ by some. */
const COMMANDS: Readonly<Record<Handling, readonly string[]>> = {
  operation: ["up", "preview", "refresh", "destroy", "import", "watch"],
  shadow: [
    ...["about", "cancel", "config", "console", "logs", "policy analyze", "policy validate-config"],
    ...["project list", "stack", "state"],
  ],
  "as typed": [
    ...["gen-completion", "gen-markdown", "help", "package get-mapping", "package get-schema"],
    ...["package info", "plugin", "schema", "version", "whoami"],
  ],
  "writes project": [
    ...["convert", "install", "new", "package add", "package gen-sdk", "package new", "policy new"],
    "project new",
  ],
  account: [
    ...["api", "deployment", "do", "env", "insights", "login", "logout", "neo", "org"],
    ...["package publish", "package remove", "policy compliance", "policy disable", "policy enable"],
    ...["policy get", "policy group", "policy install", "policy issue", "policy list", "policy ls"],
    ...["policy publish", "policy remove", "policy rm", "template"],
  ],
};

const handlings = new Map(
  Object.entries(COMMANDS).flatMap(([handling, commands]) =>
    commands.map((command) => [command, handling as Handling] as const),
  ),
);

/** Commands whose next word is a command again, as far as they are run. */
export const GROUPS: readonly string[] = [
  ...["about", "config", "config env", "logs", "package", "plugin", "policy", "policy group", "project"],
  ...["schema", "stack", "stack drift", "stack history", "stack policy", "stack schedule", "stack tag"],
  ...["stack webhook", "stack webhook delivery", "state"],
];

const ALIASES: Readonly<Record<string, string>> = {
  completion: "gen-completion",
  dn: "destroy",
  down: "destroy",
  pre: "preview",
  update: "up",
};

/** The name of a command that was written as an alias. */
export function commandNamed(word: string): string {
  return ALIASES[word] ?? word;
}

/**
 * What becomes of a command such as `["stack", "rm"]`. Subcommands are handled as their group, unless they are listed.
 * @returns undefined for a command that this rehearsal does not know.
 */
export function handlingOf(path: readonly string[]): Handling | undefined {
  if (path.length === 0) return "as typed";
  const prefixes = path.map((_, index) => path.slice(0, path.length - index).join(" "));
  const handling = prefixes.map((prefix) => handlings.get(prefix)).find((known) => known !== undefined);
  // A group by itself prints its help.
  return handling ?? (GROUPS.includes(path.join(" ")) ? "as typed" : undefined);
}

/** Why a command is not run, and what to do instead; undefined for one that is run. */
export function refusalOf(path: readonly string[]): string | undefined {
  const command = `pulumi ${path.join(" ")}`;
  switch (handlingOf(path)) {
    case "writes project":
      return `"${command}" writes into your project, which a rehearsal never does; run it without the rehearsal`;
    case "account":
      return `"${command}" works on an account, and a rehearsal has none; run it without the rehearsal`;
    case undefined:
      // It could write anywhere: only what is known to stay within the rehearsal is run.
      return `"${command}" is no command that the rehearsal knows; "pulumi --help" lists the engine's own`;
    case "operation":
    case "shadow":
    case "as typed":
      return undefined;
  }
}
