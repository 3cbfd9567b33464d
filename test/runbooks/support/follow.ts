import { commandsIn, textOf } from "./commands";
import { type Ran, runSession, type Shell } from "./session";

/**
 * Does what a runbook says, from its first command to its last.
 * @param ours what a reader puts in instead of the runbook's examples.
 */
export function follow(
  runbook: string,
  shell: Shell,
  ours: Readonly<Record<string, string>> = {},
): Promise<readonly Ran[]> {
  const put = (text: string) =>
    Object.entries(ours).reduce((command, [example, own]) => command.replaceAll(example, own), text);
  const commands = commandsIn(textOf(runbook), runbook);
  return runSession(
    commands.map((command) => ({ ...command, text: put(command.text) })),
    shell,
  );
}

/** The commands that did not end as they should, with what they said. */
export function failuresOf(
  ran: readonly Ran[],
  expected: (command: Ran, nth: number) => number = () => 0,
): readonly object[] {
  const seen = new Map<string, number>();
  return ran
    .filter((command) => {
      const nth = (seen.get(command.text) ?? 0) + 1;
      seen.set(command.text, nth);
      return command.exitCode !== expected(command, nth);
    })
    .map(({ line, text, exitCode, output }) => ({ line, text, exitCode, output: output.slice(-2000) }));
}
