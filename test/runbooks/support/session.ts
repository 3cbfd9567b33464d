/** A runbook as one session of bash: each command in its turn, in the same shell, as somebody would type them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { RunbookCommand } from "./commands";

export interface Ran extends RunbookCommand {
  readonly exitCode: number;
  /** What it printed on both streams. */
  readonly output: string;
}

export interface Shell {
  /** Where it works. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Lines of sh behind the name of a program, which is run instead of the one that this machine has. */
  readonly programs: Readonly<Record<string, string>>;
}

const marker = "\u001e";

/** Runs commands one after the other, whatever each ends with. */
export async function runSession(
  commands: readonly RunbookCommand[],
  { folder, env, programs }: Shell,
): Promise<readonly Ran[]> {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  for (const [name, lines] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${lines}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const script = join(folder, "session.sh");
  // Not in braces or a subshell: what a command sets, the next one has.
  writeFileSync(script, commands.map(({ text }) => `${text}\nprintf '${marker}%d${marker}' $?\n`).join(""));
  const path = `${bin}${delimiter}${process.env["PATH"] ?? ""}`;
  const bash = spawn("bash", [script], {
    cwd: folder,
    env: { ...process.env, ...env, PATH: path },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  bash.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  bash.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(bash, "close");
  const parts = output.split(marker);
  return commands.map((command, at) => ({
    ...command,
    output: parts[2 * at] ?? "",
    exitCode: Number(parts[2 * at + 1] ?? "none"),
  }));
}
