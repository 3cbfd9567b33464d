/** A preview by the real AWS provider: its own code validates and plans every resource. */
import { join } from "node:path";
import { answerAsAccount } from "../aws-provider/account";
import { awsProviderSources } from "../aws-provider/sources";
import type { Engine } from "../engine/engine";
import { progressOn } from "../engine/progress";
import { resolveFrom } from "../engine/source";
import { operationOf, readCommandLine } from "./command-line";
import { RehearsalError } from "./rehearsal-error";
import { rehearse } from "./session";
import { openWorkspace } from "./workspace";

const FLAG = "--provider";

/**
 * Takes the choice of a provider off a command line. It stands before the command, for \`pulumi import\` has a flag of the
 * same name. @throws {RehearsalError} for a provider that there is not.
 */
export function providerOf(args: readonly string[]): {
  readonly provider: "rehearsed" | "real";
  readonly args: readonly string[];
} {
  const [first = "", ...rest] = args;
  if (first !== FLAG && !first.startsWith(`${FLAG}=`)) return { provider: "rehearsed", args };
  const [named, command] =
    first === FLAG ? [rest[0] ?? "", rest.slice(1)] : [first.slice(FLAG.length + 1), rest];
  if (named !== "real" && named !== "rehearsed")
    throw new RehearsalError(`${FLAG} must be real or rehearsed, got "${named}"; name one of them`);
  return { provider: named, args: command };
}

/**
 * @throws {RehearsalError} for a command that would need an account.
 * @throws {NoSourceError} where there is no plugin of the provider.
 */
export async function rehearseWithRealProvider(
  engine: Engine,
  args: readonly string[],
  folder: string,
): Promise<number> {
  const command = readCommandLine(args);
  if (operationOf(command) !== "preview" && !command.help)
    throw new RehearsalError(
      `${FLAG} real plans and creates nothing, got pulumi ${command.path.join(" ")}; use it with preview`,
    );
  const say = (line: string): void => {
    console.error(line);
  };
  const sources = awsProviderSources(process.env, engine);
  const { bin, origin } = await resolveFrom("AWS provider to run", sources, progressOn(process.stderr), say);
  say(`rehearsal: planned by the real AWS provider (${origin})`);
  const account = await answerAsAccount();
  try {
    // What the rehearsal cloud has made is none of its business.
    const workspace = openWorkspace(join(openWorkspace().folder, "real-provider"));
    const { environment } = account;
    return (await rehearse(workspace, engine, args, folder, { awsPlugin: { bin, environment } })).exitCode;
  } finally {
    account.close();
  }
}
