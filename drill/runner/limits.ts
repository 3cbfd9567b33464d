import type { TrialLimits } from "../measure/verdict";
import { Refused } from "../model/exit-code";
import type { Backend, Scenario } from "../model/scenario";
import type { RunPlan } from "./run-plan";

/** The budgets that a backend promises for a scenario, unless the plan names others. */
export function limitsOf(
  scenario: Scenario,
  plan: Pick<RunPlan, "recoverySeconds" | "lostWrites">,
  backend: Backend,
): TrialLimits {
  const budget = scenario.budgets[backend];
  if (!budget) throw new Refused(`${scenario.name} has no budget for ${backend}: it cannot run there`);
  return {
    outageMs: (plan.recoverySeconds ?? budget.recoverySeconds) * 1000,
    lostWrites: plan.lostWrites ?? budget.lostWrites ?? 0,
    ...(budget.redundancy === undefined ? {} : { redundancy: budget.redundancy }),
    ...(budget.impairedSeconds === undefined ? {} : { impairedMs: budget.impairedSeconds * 1000 }),
    ...(budget.fencesLostRegion === undefined ? {} : { fencesLostRegion: budget.fencesLostRegion }),
    ...(budget.failedRequests === undefined ? {} : { failedRequests: budget.failedRequests }),
  };
}
