import { distribution } from "../measure/statistics";
import { worst } from "../measure/verdict";
import type { DrillAdapter } from "../model/adapter";
import { Aborted, exitCodes, Refused, type ExitCode } from "../model/exit-code";
import type { DrillReport, ScenarioReport, Trial, DrillVerdict } from "../model/report";
import type { Scenario } from "../model/scenario";
import type { Journal } from "./journal";
import { limitsOf } from "./limits";
import type { OnProgress } from "./progress";
import type { RunPlan } from "./run-plan";
import { seededChooser } from "./seed";
import { TrialRun, type TrialContext } from "./trial";

export interface RunPorts {
  readonly adapter: DrillAdapter;
  readonly journal: Journal;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/** How often alarms are asked for while a drill runs. */
const alarmEveryMs = 2_000;

/** Drills one scenario after the other. It does not throw: what went wrong is in the report. */
export async function run(plan: RunPlan, ports: RunPorts): Promise<DrillReport> {
  const startedAt = new Date().toISOString();
  const { adapter, journal } = ports;
  journal.write("begin", plan.scenarios.map(({ name }) => name).join(", "));
  const { signal, end } = withAlarms(ports);
  let broke = false;
  const onInject = (): void => {
    broke = true;
  };
  const choose = seededChooser(plan.seed);
  const context: TrialContext = { ...ports, signal, choose, dryRun: plan.dryRun, onInject };
  const reasonOf = (error: unknown): Ending => endingOf(error, signal, broke);
  const scenarios: ScenarioReport[] = [];
  for (const scenario of plan.scenarios) {
    const report = await runScenario(scenario, plan, context, reasonOf);
    scenarios.push(report);
    ports.onProgress({ kind: "scenario-judged", report });
    if (report.verdict === "aborted" || signal.aborted) break;
  }
  end();
  journal.write("end", worst(scenarios.map(({ verdict }) => verdict)));
  const verdict = worst(scenarios.map((report) => report.verdict));
  return {
    version: 2,
    backend: adapter.backend,
    startedAt,
    finishedAt: new Date().toISOString(),
    verdict,
    exitCode: exitCodeOf(verdict),
    seed: plan.seed,
    settings: await adapter.probes.describe(),
    scenarios,
  };
}

async function runScenario(
  scenario: Scenario,
  plan: RunPlan,
  context: TrialContext,
  reasonOf: (error: unknown) => Ending,
): Promise<ScenarioReport> {
  const { adapter } = context;
  const limits = limitsOf(scenario, plan, adapter.backend);
  const count = limits.redundancy === "by-hand" ? 1 : plan.trials;
  const trials: Trial[] = [];
  let ended: Ending | undefined;
  const missing = await adapter.probes.missingPrerequisites(scenario);
  if (missing.length > 0) ended = { verdict: "not-run", reason: missing.join("; ") };
  for (let number = 1; number <= count && !ended; number++) {
    try {
      const trial = await new TrialRun(scenario, number, count, limits, context).run();
      trials.push(trial);
      context.onProgress({ kind: "judged", scenario: scenario.name, trial });
    } catch (error) {
      ended = reasonOf(error);
    }
  }
  const verdicts = [...trials.map(({ verdict }) => verdict), ...(ended ? [ended.verdict] : [])];
  const predicted = adapter.probes.predictedOutageMs(scenario);
  const outageMs = distribution(trials.map((trial) => trial.outageMs));
  const impairedMs = distribution(trials.map((trial) => trial.impairedMs));
  const redundancyMs = distribution(trials.flatMap((trial) => trial.redundancyMs ?? []));
  return {
    name: scenario.name,
    hypothesis: scenario.hypothesis,
    verdict: worst(verdicts),
    reasons: [
      ...trials.flatMap(({ trial, reasons }) => reasons.map((reason) => `trial ${trial}: ${reason}`)),
      ...(ended ? [ended.reason] : []),
    ],
    budget: limits,
    ...(predicted === undefined ? {} : { predictedOutageMs: predicted }),
    ...(outageMs ? { outageMs } : {}),
    ...(impairedMs ? { impairedMs } : {}),
    ...(redundancyMs ? { redundancyMs } : {}),
    trials,
  };
}

/** Why a scenario ended before its last trial was judged. */
interface Ending {
  readonly verdict: DrillVerdict;
  readonly reason: string;
}

/** An alarm stops a drill; before anything was broken it means that the drill cannot be run. */
class StoppedByAlarm extends Aborted {}

function endingOf(error: unknown, signal: AbortSignal, broke: boolean): Ending {
  if (signal.aborted) {
    const why: unknown = signal.reason;
    const verdict = why instanceof StoppedByAlarm && !broke ? "not-run" : "aborted";
    return { verdict, reason: why instanceof Error ? why.message : String(why) };
  }
  if (error instanceof Refused) return { verdict: "not-run", reason: error.message };
  if (error instanceof Aborted) return { verdict: "aborted", reason: error.message };
  return {
    verdict: "aborted",
    reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

/** The ports' signal, which alarms fire as well. */
function withAlarms({ adapter, signal }: RunPorts): { signal: AbortSignal; end: () => void } {
  const stop = new AbortController();
  const timer = setInterval(() => {
    adapter.probes.alarms().then(
      (alarms) => {
        if (alarms.length > 0) stop.abort(new StoppedByAlarm(`stopped by an alarm: ${alarms.join(", ")}`));
      },
      // Blind is no state to drill in.
      (error: unknown) => {
        stop.abort(new StoppedByAlarm(`the alarms cannot be read: ${String(error)}`));
      },
    );
  }, alarmEveryMs);
  return {
    signal: AbortSignal.any([signal, stop.signal]),
    end: () => {
      clearInterval(timer);
    },
  };
}

export function exitCodeOf(verdict: DrillVerdict): ExitCode {
  switch (verdict) {
    case "passed":
    case "dry-run":
      return exitCodes.passed;
    case "missed":
      return exitCodes.missed;
    case "not-run":
      return exitCodes.notRun;
    case "aborted":
      return exitCodes.aborted;
  }
}
