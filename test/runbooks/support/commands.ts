/** The commands of the runbooks, as somebody would type them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const runbookFolder = "docs/runbooks";

/** Names of the runbooks, without `.md`; README.md tells which to open. */
export const runbookNames = readdirSync(runbookFolder).map((file) => file.replace(/\.md$/, ""));

export interface RunbookCommand {
  readonly runbook: string;
  readonly line: number;
  /** As it stands there, without the prompt. */
  readonly text: string;
}

export const textOf = (runbook: string) => readFileSync(join(runbookFolder, `${runbook}.md`), "utf8");

/** Everything behind a prompt in the console blocks of a text, with the lines that continue it. */
export function commandsIn(text: string, runbook: string): readonly RunbookCommand[] {
  const found: { runbook: string; line: number; text: string }[] = [];
  let [inside, continues] = [false, false];
  for (const [at, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line.startsWith("```")) {
      [inside, continues] = [line === "```console", false];
      continue;
    }
    if (!inside) continue;
    if (continues) found.at(-1)!.text += `\n${line}`;
    else if (line.startsWith("$ ")) found.push({ runbook, line: at + 1, text: line.slice(2) });
    continues = (continues || line.startsWith("$ ")) && line.endsWith("\\");
  }
  return found;
}

export const allCommands = runbookNames.flatMap((name) => commandsIn(textOf(name), name));

/** Code within a sentence that is a command, and so belongs into a block that is run; "`pulumi up`" alone names one. */
export function inlineCommandsIn(text: string): readonly string[] {
  const prose = text.replaceAll(/```[^]*?```/g, "");
  return [...prose.matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) =>
    programs.some((program) => code.startsWith(`${program} `)) && code.split(" ").length > 2 ? [code] : [],
  );
}

/** What is run by name; a word at the place of a command that is none of them is not known to any test. */
const programs = ["aws", "pulumi", "npm", "kubectl", "curl", "node", "dig", "psql"] as const;

export interface Invocation {
  readonly program: string;
  /** What follows the program, to the end of its part of the line. */
  readonly words: readonly string[];
}

/**
 * The programs that a command starts: itself, the parts of a pipe, and those whose output it takes.
 * Quoted text is left out, but for the commands that it substitutes.
 */
export function invocationsIn(command: string): readonly Invocation[] {
  const line = command.replaceAll("\\\n", " ");
  const substituted = [...line.matchAll(/\$\(([^()]*)\)/g)].flatMap(([, inner = ""]) => invocationsIn(inner));
  const bare = line.replaceAll(/"?\$\([^()]*\)"?/g, "SUBSTITUTED").replaceAll(/'[^']*'|"[^"]*"/g, "QUOTED");
  const own = bare.split(/\|\||&&|[|;]/).flatMap((part) => {
    const words = part.trim().split(/\s+/);
    while (/^([A-Z_]+=.*|do|done|while)$/.test(words[0] ?? "")) words.shift();
    const [program, ...rest] = words;
    return program === undefined || /^[<>]?$/.test(program) ? [] : [{ program, words: rest }];
  });
  return [...substituted, ...own];
}
