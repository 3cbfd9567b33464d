import type { PulumiPlan } from "../plan/plan";
import type { PreflightSources } from "./account";
import type { PreflightFinding } from "./finding";

/** What an answer adds to the line that the requirement began. */
export type PreflightAnswer = Pick<PreflightFinding, "found" | "readiness" | "ask">;

/** What every requirement says of itself, whatever else its check has to know. */
export interface Requirement {
  readonly region: string;
  readonly subject: string;
  readonly needed: string;
}

/** One kind of question: what a plan needs of it, which is pure, and how the answer is found. */
interface CheckDefinition<R extends Requirement> {
  readonly name: string;
  readonly requirements: (plan: PulumiPlan) => readonly R[];
  readonly answer: (requirement: R, sources: PreflightSources) => Promise<PreflightAnswer>;
}

/** A requirement that is ready to be asked about. */
export interface PreflightQuestion extends Requirement {
  readonly check: string;
  readonly ask: (sources: PreflightSources) => Promise<PreflightAnswer>;
}

export type PreflightCheck = (plan: PulumiPlan) => readonly PreflightQuestion[];

export function defineCheck<R extends Requirement>(definition: CheckDefinition<R>): PreflightCheck {
  return (plan) =>
    definition.requirements(plan).map((requirement) => ({
      region: requirement.region,
      subject: requirement.subject,
      needed: requirement.needed,
      check: definition.name,
      ask: (sources) => definition.answer(requirement, sources),
    }));
}

export const ok = (found: string): PreflightAnswer => ({ found, readiness: "ok" });
export const short = (found: string, ask: string): PreflightAnswer => ({ found, readiness: "short", ask });
export const note = (found: string, ask: string): PreflightAnswer => ({ found, readiness: "note", ask });
