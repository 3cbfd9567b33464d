import { Stopped } from "../model/exit-code";
import type { Step } from "../model/step";
import type { Clock } from "./clock";
import type { Journal } from "./journal";

export interface Run {
  readonly steps: readonly Step[];
  readonly journal: Journal;
  readonly clock: Clock;
  /** Seconds between two looks at what takes a while. */
  readonly everySeconds: number;
  readonly say: (line: string) => void;
}

/**
 * Takes the steps that the journal does not know as done, one after the other. Each looks first whether the world is as
 * it leaves it: after a crash nobody knows whether the last one acted.
 * @returns the step that is left to a person; `undefined` when nothing is left.
 * @throws {Stopped} at the first failure.
 */
export async function execute(run: Run): Promise<Step | undefined> {
  const { journal, clock, steps } = run;
  for (const [at, step] of steps.entries()) {
    if (journal.stepTimes().has(step.id)) continue;
    run.say(`${at + 1}. ${step.what} (${step.region}, ${step.plane})`);
    if (step.effort === "person" && !(await isDone(run, step))) return step;
    await take(run, step);
  }
  journal.end(clock.now());
  return undefined;
}

async function take(run: Run, step: Step): Promise<void> {
  const { journal, clock, say } = run;
  try {
    // Who only waits goes on asking what does not answer yet; who acts does not act blind.
    if (step.act ? await step.isDone(journal.stepTimes()) : await isDone(run, step)) {
      journal.write("done", step.id, "it was so already", clock.now());
      say("   it is so already");
      return;
    }
    journal.write("intend", step.id, step.what, clock.now());
    await step.act?.();
    const seconds = await settle(run, step);
    journal.write("done", step.id, `after ${seconds} s`, clock.now());
    say(`   done after ${seconds} s`);
  } catch (error) {
    const message = (error as Error).message;
    if (step.effort === "best-effort") {
      journal.write("skipped", step.id, message, clock.now());
      say(`   not done, which is allowed here: ${message}`);
      return;
    }
    journal.write("failed", step.id, message, clock.now());
    throw new Stopped(
      `stopped at "${step.what}": ${message}\n${step.ifItFails}\nThen go on with --resume; what is done stays done.`,
    );
  }
}

/** Waits until the step is done. @returns the seconds it took. */
async function settle({ journal, clock, everySeconds }: Run, step: Step): Promise<number> {
  const begun = clock.now().getTime();
  const passed = () => Math.round((clock.now().getTime() - begun) / 1000);
  let last = "";
  for (;;) {
    try {
      if (await step.isDone(journal.stepTimes())) return passed();
      last = "";
    } catch (error) {
      // What asks once is refused once: only time decides whether it is lost.
      last = `, last: ${(error as Error).message}`;
    }
    if (passed() >= step.timeoutSeconds) {
      throw new Error(`not so within ${step.timeoutSeconds} s (${step.api} in ${step.region}${last})`);
    }
    await clock.sleep(everySeconds);
    if (step.repeats) await step.act?.();
  }
}

async function isDone({ journal }: Run, step: Step): Promise<boolean> {
  return await step.isDone(journal.stepTimes()).catch(() => false);
}
