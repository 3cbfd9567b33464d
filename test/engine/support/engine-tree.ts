/** The commands of the engine as its own documentation lists them. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineSources, resolveEngine } from "../../../rehearsal/engine/resolve";

export interface EngineFlag {
  readonly short: string | undefined;
  readonly long: string;
  /** Whether its value is the next word. */
  readonly valued: boolean;
  readonly description: string;
}

export interface EngineCommand {
  readonly path: readonly string[];
  /** Its own flags. */
  readonly flags: readonly EngineFlag[];
  /** Those that every command has. */
  readonly globalFlags: readonly EngineFlag[];
}

const silent = { begin: () => undefined, advance: () => undefined, end: () => undefined };

/** @throws when there is no engine, or it documents nothing. */
export async function readEngineTree(): Promise<readonly EngineCommand[]> {
  const { bin } = await resolveEngine(engineSources(process.env), silent, () => undefined);
  const folder = mkdtempSync(join(tmpdir(), "standfast-test-"));
  try {
    const env = { ...process.env, PULUMI_HOME: folder, PULUMI_SKIP_UPDATE_CHECK: "true" };
    execFileSync(join(bin, "pulumi"), ["gen-markdown", folder], { env });
    const files = readdirSync(folder).filter((file) => /^pulumi_.+\.md$/.test(file));
    if (files.length === 0) throw new Error("the engine documents no command");
    return files.map((file) => readCommand(file, readFileSync(join(folder, file), "utf8")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCommand(file: string, text: string): EngineCommand {
  const [own = "", inherited = ""] = text.split("## Options inherited from parent commands");
  return {
    path: file.slice("pulumi_".length, -".md".length).split("_"),
    flags: flagsIn(own),
    globalFlags: flagsIn(inherited),
  };
}

/** `  -s, --stack string   The name …`; a value that may be left out stands in brackets and is no word of its own. */
const FLAG = /^ +(?:(-\w), )?(--[\w-]+)(?: ([\w:]+)(\[=?"?[^ ]*)?)? {2,}(.+)$/gm;

function flagsIn(text: string): readonly EngineFlag[] {
  return [...text.matchAll(FLAG)].map(([, short, long = "", type, optional, description = ""]) => ({
    short,
    long,
    valued: type !== undefined && optional === undefined && !["true", "false"].includes(type),
    description,
  }));
}
