import { exitCodes } from "./exit-code";

/**
 * `short`: `up` would fail, or later a scale-out. `note`: works, but a person should know, or do something meanwhile.
 * `unknown`: the question got no answer.
 */
export type Readiness = "ok" | "short" | "note" | "unknown";

/** One line of the preflight's table. */
export interface PreflightFinding {
  /** Which check it is of, such as `quota`. */
  readonly check: string;
  /** AWS region, or `global`. */
  readonly region: string;
  readonly subject: string;
  readonly needed: string;
  readonly found: string;
  readonly readiness: Readiness;
  /** What to ask AWS for, or to do; set unless all is well. */
  readonly ask?: string;
}

/** A shortage is the answer that matters most: it is reported even where other questions got none. */
export function exitCodeOf(findings: readonly PreflightFinding[]): number {
  if (findings.some(({ readiness }) => readiness === "short")) return exitCodes.short;
  return findings.some(({ readiness }) => readiness === "unknown") ? exitCodes.notAsked : exitCodes.ready;
}
