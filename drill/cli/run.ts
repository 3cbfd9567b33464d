import { join } from "node:path";
import { unsupportedReasons as unsupportedOnAws } from "../adapters/aws/supported-faults";
import { unsupportedReasons as unsupportedLocally } from "../adapters/local/supported-faults";
import { Refused, type ExitCode } from "../model/exit-code";
import type { DrillReport } from "../model/report";
import type { Scenario } from "../model/scenario";
import { reportFolderName, writeReport } from "../report/write";
import { requireWritableFolder } from "../runner/guard";
import { Journal } from "../runner/journal";
import { run, type RunPlan } from "../runner/run";
import { closeSession, openSession, requireNoSession } from "../runner/session";
import { selectScenarios } from "../scenarios/catalogue";
import { drillHome } from "../site/site";
import { lineView } from "../view/lines";
import { liveView, type ProgressView } from "../view/live";
import { stopSignals } from "./stop-signals";
import { checkBackendFlags, isDryRun, openBackend, type BackendFlags } from "./backend";

export interface RunFlags extends BackendFlags {
  readonly scenario?: string;
  readonly reportDir: string;
  readonly rtoBudget?: number;
  readonly rpoBudget?: number;
  readonly trials: number;
  readonly seed: number;
  readonly timeLimit: number;
  readonly junit: boolean;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `drill --scenario …` */
export async function runDrill(flags: RunFlags): Promise<ExitCode> {
  // Everything that can be refused is refused before anything is started.
  const scenarios = scenariosOf(flags);
  checkBackendFlags(flags);
  const reports = requireWritableFolder(flags.reportDir);
  const home = drillHome();
  await requireNoSession(home);
  const folder = requireWritableFolder(join(reports, reportFolderName(flags.scenario ?? "", new Date())));

  const journal = new Journal(join(folder, "journal.jsonl"));
  await openSession(home, { backend: flags.site, journal: journal.path });
  const stop = stopSignals(flags.timeLimit);
  try {
    const backend = await openBackend(flags, { home, journal, signal: stop.signal, log: print });
    try {
      stop.signal.throwIfAborted();
      const view = viewOf(scenarios);
      const ports = { adapter: backend.adapter, journal, onProgress: view.onProgress, signal: stop.signal };
      const report = await run(planOf(flags, scenarios), ports);
      await view.end();
      publish(folder, report, flags.junit);
      return report.exitCode;
    } finally {
      await backend.close();
    }
  } finally {
    stop.end();
    journal.close();
    closeSession(home);
  }
}

function scenariosOf({ scenario, site }: RunFlags): readonly Scenario[] {
  if (scenario === undefined)
    throw new Refused("--scenario is missing; for example --scenario api_kill, or all");
  const chosen = selectScenarios(scenario);
  const scenarios = chosen.filter(({ budgets }) => budgets[site] !== undefined);
  if (scenarios.length > 0) return scenarios;
  const reasons = new Set(chosen.flatMap(site === "local" ? unsupportedLocally : unsupportedOnAws));
  throw new Refused(`--scenario ${scenario} cannot be run on ${site}: ${[...reasons].join("; ")}`);
}

function planOf(flags: RunFlags, scenarios: readonly Scenario[]): RunPlan {
  const dryRun = isDryRun(flags);
  return {
    scenarios,
    trials: dryRun ? 1 : flags.trials,
    seed: flags.seed,
    dryRun,
    ...(flags.rtoBudget === undefined ? {} : { recoverySeconds: flags.rtoBudget }),
    ...(flags.rpoBudget === undefined ? {} : { lostWrites: flags.rpoBudget }),
  };
}

function viewOf(scenarios: readonly Scenario[]): ProgressView {
  if (process.stdout.isTTY) return liveView(scenarios.map(({ name }) => name));
  return { onProgress: lineView(print), end: () => Promise.resolve() };
}

function publish(folder: string, report: DrillReport, junit: boolean): void {
  for (const { scenario, trend, nowMs, beforeMs = 0 } of writeReport(folder, report, { junit })) {
    const seconds = [nowMs, beforeMs].map((value) => (value / 1000).toFixed(2));
    if (trend === "worse") print(`${scenario} is worse than before: ${seconds.join(" s, was ")} s`);
  }
  print(`${report.verdict}; reports in ${folder}`);
}
