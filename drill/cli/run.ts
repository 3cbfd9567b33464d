import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { localAdapter } from "../adapters/local/adapter";
import { Aborted, Refused, type ExitCode } from "../model/exit-code";
import { requirePrivateUrl, requireWritableFolder } from "../runner/guard";
import { Journal } from "../runner/journal";
import { run, type RunPlan } from "../runner/run";
import { closeSession, openSession, requireNoSession } from "../runner/session";
import { reportFolderName, writeReport } from "../report/write";
import { selectScenarios } from "../scenarios/catalogue";
import { bringUp, takeDown } from "../site/lifecycle";
import { drillHome, Site } from "../site/site";
import { lineView } from "../view/lines";
import { namesTopology, topologyOf, type TopologyFlags } from "./topology-options";

export interface RunFlags extends TopologyFlags {
  readonly scenario?: string;
  readonly lbUrl?: string;
  readonly reportDir: string;
  readonly rtoBudget?: number;
  readonly rpoBudget?: number;
  readonly trials: number;
  readonly seed: number;
  readonly timeLimit: number;
  readonly dryRun: boolean;
  readonly junit: boolean;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `drill --scenario …`: on the site that is up, or on one of its own that it takes down again. */
export async function runDrill(flags: RunFlags): Promise<ExitCode> {
  const name = flags.scenario;
  if (name === undefined) throw new Refused("--scenario is missing; for example --scenario api_kill, or all");
  // Everything that can be refused is refused before anything is started.
  const scenarios = selectScenarios(name).filter(({ budgets }) => budgets.local);
  const lbUrl = flags.lbUrl === undefined ? undefined : requirePrivateUrl(flags.lbUrl);
  const topology = topologyOf(flags);
  const home = drillHome();
  await requireNoSession(home);
  const folder = requireWritableFolder(
    join(requireWritableFolder(flags.reportDir), reportFolderName(name, new Date())),
  );

  const journal = new Journal(join(folder, "journal.jsonl"));
  await openSession(home, journal.path);
  const stop = stopSignals(flags.timeLimit);
  const standing = Site.find(home);
  let own: Site | undefined;
  try {
    if (standing && namesTopology(flags) && !isDeepStrictEqual(standing.record.topology, topology)) {
      throw new Refused(
        "the site that is up is set up differently; take it down first: npm run drill -- down",
      );
    }
    const plan = { topology, ...(flags.network ? { network: flags.network } : {}) };
    own = standing ? undefined : await bringUp(home, plan, print);
    const site = standing ?? own;
    if (!site) throw new RangeError("no site");
    const report = await run(planOf(flags, scenarios), {
      adapter: localAdapter(site, lbUrl),
      journal,
      tell: lineView(print),
      signal: stop.signal,
    });
    writeReport(folder, report);
    print(`${report.verdict}; reports in ${folder}`);
    return report.exitCode;
  } finally {
    if (own) await takeDown(own);
    stop.end();
    journal.close();
    closeSession(home);
  }
}

function planOf(flags: RunFlags, scenarios: RunPlan["scenarios"]): RunPlan {
  return {
    scenarios,
    trials: flags.dryRun ? 1 : flags.trials,
    seed: flags.seed,
    dryRun: flags.dryRun,
    ...(flags.rtoBudget === undefined ? {} : { recoverySeconds: flags.rtoBudget }),
    ...(flags.rpoBudget === undefined ? {} : { lostWrites: flags.rpoBudget }),
  };
}

/** Fires on Ctrl-C, on a polite kill, and when the time is up; what was broken is then undone. */
function stopSignals(minutes: number): { signal: AbortSignal; end: () => void } {
  const stop = new AbortController();
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const onSignal = (name: string): void => {
    stop.abort(new Aborted(`stopped by ${name}`));
  };
  for (const name of names) process.on(name, onSignal);
  const timer = setTimeout(() => {
    stop.abort(new Aborted(`stopped by the time limit of ${minutes} minutes`));
  }, minutes * 60_000);
  return {
    signal: stop.signal,
    end: () => {
      clearTimeout(timer);
      for (const name of names) process.off(name, onSignal);
    },
  };
}
