import { exitCodes, Refused, type ExitCode } from "../model/exit-code";
import type { Backend } from "../model/scenario";
import { inProgress, readJournal } from "../runner/journal";
import { closeSession, findSession, isAlive, cleanUpCommand, type DrillSession } from "../runner/session";
import { takeDown } from "../site/lifecycle";
import { drillHome } from "../site/site";
import { parseStackPlan, type StackFlags } from "./plan";

export interface DownFlags extends StackFlags {
  readonly site: Backend;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `drill down`: ends what is up and undoes what a drill that died has left; says what that drill was doing. */
export async function siteDown(flags: DownFlags): Promise<ExitCode> {
  const home = drillHome();
  const session = findSession(home);
  if (session) await reportSession(session, flags);
  if (flags.site === "local") {
    print((await takeDown(home)) ? "down: nothing of the site is left" : "nothing was up");
  } else {
    await undoStack(flags, print);
    print(
      "undone: no experiment of a drill runs, and no database of the stack is fenced off without a promoted replacement",
    );
  }
  if (session?.backend === flags.site) closeSession(home);
  return exitCodes.passed;
}

/** @throws {Refused} while it lives, or when it was another site that it drilled. */
async function reportSession(session: DrillSession, { site }: DownFlags): Promise<void> {
  if (await isAlive(session))
    throw new Refused(`a drill runs as process ${session.pid}; stop it first (Ctrl-C)`);
  const { journal } = session;
  if (journal === undefined) {
    print("the last site died while it was started");
  } else {
    print(`the last drill died ${inProgress(readJournal(journal))}; its journal: ${journal}`);
  }
  if (session.backend !== site) {
    print(`it drilled ${session.backend}; undo that with: npm run drill -- ${cleanUpCommand(session)}`);
  }
}

/**
 * Ends on AWS what a drill has begun, as far as AWS knows a way back.
 * @param intend is told each change before it is made.
 * @throws {Refused} without leave.
 */
export async function undoStack(flags: StackFlags, intend: (text: string) => void): Promise<void> {
  const { stack, permit } = await parseStackPlan(flags);
  // Loaded on demand: see backend.ts.
  const { undoAws } = await import("../adapters/aws/adapter");
  await undoAws({ stack, permit, intend });
}
