import { join } from "node:path";
import type { ExitCode } from "../model/exit-code";
import type { DrillReport } from "../model/report";
import type { Scenario } from "../model/scenario";
import { reportFolderName, writeReport } from "../report/write";
import { requireWritableFolder } from "../runner/guard";
import { Journal } from "../runner/journal";
import { run } from "../runner/run";
import { closeSession, openSession, requireNoSession } from "../runner/session";
import { unstartedReport } from "../runner/unstarted";
import { drillHome } from "../site/site";
import { lineView } from "../view/lines";
import { liveView, type ProgressView } from "../view/live";
import { openBackend, type BackendNeeds } from "./backend";
import { parseDrillPlan, type DrillFlags, type DrillPlan } from "./plan";
import { stopSignals } from "./stop-signals";

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `drill --scenario …` */
export async function runDrill(flags: DrillFlags): Promise<ExitCode> {
  // Everything that can be refused is refused before anything is started.
  const plan = await parseDrillPlan(flags);
  const reports = requireWritableFolder(plan.reportDir);
  const home = drillHome();
  await requireNoSession(home);
  const folder = requireWritableFolder(join(reports, reportFolderName(plan.label, new Date())));

  const journal = new Journal(join(folder, "journal.jsonl"));
  await openSession(home, { backend: plan.target.backend, journal: journal.path });
  const stop = stopSignals(plan.timeLimitMinutes);
  try {
    const report = await execute(plan, folder, { home, journal, signal: stop.signal, log: print });
    return report.exitCode;
  } finally {
    stop.end();
    journal.close();
    closeSession(home);
  }
}

/** Runs the plan and publishes its report: also one that says why nothing could be run. */
async function execute(plan: DrillPlan, folder: string, needs: BackendNeeds): Promise<DrillReport> {
  const { journal, signal } = needs;
  const backend = await openBackend(plan, needs).catch((error: unknown) => {
    publish(folder, unstartedReport(plan.run, plan.target.backend, error), plan.junit);
    journal.write("abort", "the drill could not begin, see the report");
    throw error;
  });
  try {
    const view = viewOf(plan.run.scenarios);
    const ports = { adapter: backend.adapter, journal, onProgress: view.onProgress, signal };
    const report = await run(plan.run, ports);
    await view.end();
    publish(folder, report, plan.junit);
    return report;
  } finally {
    await backend.close();
  }
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
