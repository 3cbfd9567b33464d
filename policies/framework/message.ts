import type { RuleInfo } from "./rule";
import type { Objection } from "./verdict";

/** What people read of a verdict that is no pass: resource, rule, found value and fix. */
export function describe(rule: RuleInfo, verdict: Objection, about?: { readonly name: string }): string {
  const subject = about?.name ?? "The stack";
  switch (verdict.kind) {
    case "fail":
      return `${subject} breaks ${rule.id}: ${verdict.found}. Fix: ${verdict.fix}. Why: ${rule.link}`;
    case "unknown":
      return `${subject} cannot be judged by ${rule.id} before it is deployed: ${verdict.what} is not known.`;
  }
}

/**
 * What is said of a rule that threw. Not the error's message: that may quote a property, and so a secret. The place is
 * enough to find the defect.
 */
export function describeDefect(rule: RuleInfo, error: unknown): string {
  const [kind, stack] = error instanceof Error ? [error.name, error.stack ?? ""] : [typeof error, ""];
  const place = /[^/\\(]+\.[jt]s:\d+/.exec(stack.replace(/^.*\n/, ""))?.[0];
  return `${rule.id} is itself broken: it threw ${kind}${place ? ` at ${place}` : ""}. Disable it by settings.levels and report the defect.`;
}
