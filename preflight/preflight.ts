import type { PulumiPlan } from "../plan/plan";
import type { PreflightSources } from "./account";
import type { PreflightAnswer, PreflightQuestion } from "./check";
import { checks } from "./checks";
import type { PreflightFinding } from "./finding";

/** What a plan needs, with nobody asked yet. */
export function questionsOf(plan: PulumiPlan): readonly PreflightQuestion[] {
  return checks.flatMap((check) => check(plan));
}

/** Asks everything that a plan needs. A question without an answer is a finding as well. */
export async function preflight(
  plan: PulumiPlan,
  sources: PreflightSources,
): Promise<readonly PreflightFinding[]> {
  return await Promise.all(
    questionsOf(plan).map(async ({ check, region, subject, needed, ask }) => ({
      check,
      region,
      subject,
      needed,
      ...(await answered(ask(sources))),
    })),
  );
}

async function answered(answer: Promise<PreflightAnswer>): Promise<PreflightAnswer> {
  try {
    return await answer;
  } catch (error) {
    const { name, message } = error as Error;
    return { found: `no answer: ${name}`, readiness: "unknown", ask: oneLine(message) };
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
