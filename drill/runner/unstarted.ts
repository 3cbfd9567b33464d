import { exitCodes, Refused } from "../model/exit-code";
import type { DrillReport } from "../model/report";
import type { Backend } from "../model/scenario";
import { limitsOf } from "./limits";
import type { RunPlan } from "./run-plan";

/** The report of a drill whose backend could not be opened: every scenario says why it was not run. */
export function unstartedReport(plan: RunPlan, backend: Backend, error: unknown): DrillReport {
  const refused = error instanceof Refused;
  const verdict = refused ? "not-run" : "aborted";
  const reason = error instanceof Error ? error.message : String(error);
  const at = new Date().toISOString();
  return {
    version: 2,
    backend,
    startedAt: at,
    finishedAt: at,
    verdict,
    exitCode: refused ? exitCodes.notRun : exitCodes.aborted,
    seed: plan.seed,
    settings: {},
    scenarios: plan.scenarios.map((scenario) => ({
      name: scenario.name,
      hypothesis: scenario.hypothesis,
      verdict,
      reasons: [
        `${backend === "local" ? "the site did not come up" : "the stack could not be opened"}: ${reason}`,
      ],
      budget: limitsOf(scenario, plan, backend),
      trials: [],
    })),
  };
}
