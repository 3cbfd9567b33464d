import { Aws } from "../aws/region";
import { httpsEntry } from "../entry/https";
import { exitCodes, type ExitCode, Refused } from "../model/exit-code";
import type { Outputs } from "../model/outputs";
import type { Ports } from "../model/ports";
import type { Situation } from "../model/situation";
import type { Step } from "../model/step";
import { inspect, type Inspection } from "../preflight/preflight";
import { acceptable, type Check, type Reason } from "../preflight/reason";
import { regionsOf } from "../preflight/regions";
import { realClock } from "../run/clock";
import { execute } from "../run/execute";
import { Journal, newestJournal, openJournals } from "../run/journal";
import { failoverSteps } from "../steps";
import { askConsent } from "./consent";
import { outputsSource, type OutputsFlags } from "./outputs-source";
import { lockRuns } from "./run-lock";
import { reasonList, stepTable } from "./table";

export interface FailoverFlags extends OutputsFlags {
  readonly to: string;
  readonly execute?: true;
  readonly resume?: true;
  readonly back?: true;
  readonly yes?: string;
  readonly accept: readonly Check[];
  readonly lostAt?: Date;
  readonly instances?: number;
  readonly readyPath: string;
  readonly journals: string;
  readonly every: number;
}

type Say = (line: string) => void;
/** Tests have a world of their own. */
export type OpenPorts = (
  lost: string | undefined,
  outputsNow: () => Promise<Outputs>,
) => { readonly ports: Ports; readonly close: () => void };

/** `npm run failover`. @throws {Refused} and {@link Stopped} */
export async function runFailover(
  flags: FailoverFlags,
  say: Say,
  openPorts: OpenPorts = openAws,
): Promise<ExitCode> {
  if (flags.resume) return await resume(flags, say, openPorts);
  const outputsNow = outputsSource(flags);
  const outputs = await outputsNow();
  const { from, to } = regionsOf(outputs, flags.to);
  const mode = flags.back ? "back" : "lost";
  const { ports, close } = openPorts(mode === "lost" ? from.name : undefined, outputsNow);
  try {
    const { readyPath, lostAt, instances } = flags;
    const inspection = await inspect({
      ...{ mode, outputs, from, to, readyPath, ports },
      ...(lostAt && { lostAt }),
      ...(instances !== undefined && { instances }),
    });
    const reasons = [...unfinished(flags), ...inspection.reasons];
    return await decide(flags, { ...inspection, reasons }, ports, say);
  } finally {
    close();
  }
}

/** A run that died has perhaps done half of it: another would begin with the wrong half. */
function unfinished({ journals }: FailoverFlags): readonly Reason[] {
  return openJournals(journals).map((path) => ({
    check: "run",
    text: `a run has not ended: ${path}; go on with --resume, or put the file aside once you know what it did`,
  }));
}

async function decide(
  flags: FailoverFlags,
  { situation, reasons }: Inspection,
  ports: Ports,
  say: Say,
): Promise<ExitCode> {
  const isAccepted = ({ check }: Reason) => flags.accept.includes(check) && acceptable.includes(check);
  const refusing = reasons.filter((reason) => !isAccepted(reason));
  const accepted = [...new Set(reasons.filter(isAccepted).map(({ check }) => check))];
  const whole: Situation = { ...situation, accepted };
  const steps = failoverSteps(whole, "planned", ports);
  say(`From ${whole.from} to ${whole.to}, ${whole.mode === "lost" ? "which is lost" : "which answers"}:\n`);
  say(stepTable(steps));
  if (accepted.length > 0) say(`Gone past: ${accepted.join(", ")}`);
  if (refusing.length > 0) {
    say(`Refused, nothing was changed:\n${reasonList(refusing)}`);
    return exitCodes.refused;
  }
  if (!flags.execute) {
    say("Nothing was changed. Do it with --execute.");
    return exitCodes.done;
  }
  await askConsent(whole.to, flags.yes, `This takes the traffic of ${whole.from} away.`);
  const unlock = await lockRuns(flags.journals);
  try {
    return await take(Journal.begin(flags.journals, whole, ports.clock.now()), flags, ports, say);
  } finally {
    unlock();
  }
}

async function resume(flags: FailoverFlags, say: Say, openPorts: OpenPorts): Promise<ExitCode> {
  const path = openJournals(flags.journals)[0] ?? newestJournal(flags.journals);
  if (path === undefined) throw new Refused(`there is no run in ${flags.journals} to go on with`);
  const unlock = await lockRuns(flags.journals);
  try {
    const journal = Journal.open(path);
    const { to, from, mode, outputs } = journal.situation;
    if (to !== flags.to) {
      journal.close();
      throw new Refused(`the run in ${path} is to ${to}, not to ${flags.to}`);
    }
    const named = flags.outputs !== undefined || flags.stack !== undefined;
    const outputsNow = named ? outputsSource(flags) : () => Promise.resolve(outputs);
    const { ports, close } = openPorts(mode === "lost" ? from : undefined, outputsNow);
    try {
      return await take(journal, flags, ports, say);
    } finally {
      close();
    }
  } finally {
    unlock();
  }
}

async function take(journal: Journal, flags: FailoverFlags, ports: Ports, say: Say): Promise<ExitCode> {
  const { situation, path } = journal;
  try {
    if (journal.hasEnded) {
      say(`Nothing is left to do: ${path} has ended.`);
      return exitCodes.done;
    }
    say(`Journal: ${path}`);
    const steps = failoverSteps(situation, journal.begunAt.toISOString(), ports);
    const left = await execute({ steps, journal, clock: ports.clock, everySeconds: flags.every, say });
    if (left) say(leftToDo(left));
    return verdict(journal, say);
  } finally {
    journal.close();
  }
}

function leftToDo({ what }: Step): string {
  return `\nLeft to you: ${what}.\nThen go on with --resume, and with outputs that are current.`;
}

/** How long clients waited, from the consent on. */
function verdict(journal: Journal, say: Say): ExitCode {
  const served = journal.stepTimes().get("follow");
  if (!served) return exitCodes.done;
  const seconds = Math.round((served.getTime() - journal.begunAt.getTime()) / 1000);
  const { recoveryTimeSeconds } = journal.situation.outputs.objectives;
  say(`Clients were served ${seconds} s after the consent; the objective is ${recoveryTimeSeconds} s.`);
  return seconds > recoveryTimeSeconds ? exitCodes.late : exitCodes.done;
}

function openAws(lost: string | undefined, outputsNow: () => Promise<Outputs>): ReturnType<OpenPorts> {
  const aws = new Aws(lost);
  const ports: Ports = { apiOf: aws.in, entry: httpsEntry, outputsNow, clock: realClock };
  return {
    ports,
    close: () => {
      aws.close();
    },
  };
}
