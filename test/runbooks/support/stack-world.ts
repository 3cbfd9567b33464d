/** A stack `prod` on the rehearsal cloud, with the real engine on PATH, for the commands of a runbook. */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { resolveEngineWithProgress } from "../../../rehearsal/cli/resolve-engine";
import { environmentOf, openWorkspace, repository } from "../../../rehearsal/cli/workspace";
import { type RehearsalCloud, startCloud } from "../../../rehearsal/cloud";
import type { Shell } from "./session";

export interface StackWorld {
  readonly cloud: RehearsalCloud;
  readonly env: Readonly<Record<string, string>>;
  readonly programs: Shell["programs"];
  /** Runs the engine in the stack's folder. @throws {Error} with what it printed, when it fails. */
  pulumi(...args: readonly string[]): Promise<string>;
  close(): void;
}

/** What a person adds: consent, after having read the preview, without which an update takes half the time. */
const consent = `case "$1" in
  up) set -- "$@" --yes --skip-preview ;;
  destroy) set -- "$@" --yes --skip-preview ;;
  refresh) case " $* " in *" --preview-only "*) ;; *) set -- "$@" --yes --skip-preview ;; esac ;;
esac`;

export interface StackOptions {
  /** The stack's program. @default the platform */
  readonly main?: string;
  /** Milliseconds that the cloud takes over every change. @default 0 */
  readonly latencyMs?: number;
  /** What the engine needs to know beside, and that its backend is the one that somebody logged in to. */
  readonly loggedIn?: Readonly<Record<string, string>>;
}

/**
 * @param folder of the session; it becomes the project's, with a stack file that the commands may change.
 * @param configuration of the stack `prod`, as its file has it
 */
export async function openStackWorld(
  folder: string,
  configuration: Readonly<Record<string, unknown>>,
  { main = join(repository, "index.ts"), latencyMs = 0, loggedIn }: StackOptions = {},
): Promise<StackWorld> {
  const engine = await resolveEngineWithProgress();
  const workspace = openWorkspace(join(folder, "rehearsal"));
  const cloud = await startCloud(workspace.cloudFile, { folder: repository, latencyMs });
  const { name } = parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8")) as { readonly name: string };
  const loader = join(repository, "startup", "load-typescript.cjs");
  const options = { typescript: false, nodeargs: `--require ${loader}` };
  writeFileSync(join(folder, "Pulumi.yaml"), stringify({ name, main, runtime: { name: "nodejs", options } }));
  writeFileSync(join(folder, "Pulumi.prod.yaml"), stringify({ config: configuration }));
  mkdirSync(workspace.backend, { recursive: true });
  const { PULUMI_BACKEND_URL = "", ...rest } = environmentOf(workspace, engine, cloud.attachment);
  const whole = loggedIn ? { ...rest, ...loggedIn } : { ...rest, PULUMI_BACKEND_URL };
  const env = Object.fromEntries(
    Object.entries(whole).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && /^(PULUMI_|STANDFAST_)/.test(entry[0]),
    ),
  );
  const program = join(engine.bin, "pulumi");
  if (loggedIn) await run(program, ["login", PULUMI_BACKEND_URL], folder, whole);
  const outputs = `${program} "$@" | ${process.execPath} ${join(__dirname, "merge-outputs.mjs")} ${accountFile(folder)}`;
  const launcher = `export PATH=${engine.bin}:$PATH
case "$1 $2" in "stack output") ${outputs}; exit ;; esac
${consent}
`;
  return {
    cloud,
    env,
    programs: { pulumi: `${launcher}exec ${program} "$@"` },
    pulumi: (...args) => run(program, args, folder, whole),
    close: () => {
      cloud.close();
    },
  };
}

/** What of the outputs is in moto's account: read whenever a command asks for them. */
export const accountFile = (folder: string) => join(folder, "account.json");

async function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (exitCode !== 0)
    throw new Error(`pulumi ${args.join(" ")}: ${exitCode ?? "killed"}\n${output.slice(-3000)}`);
  return output;
}
