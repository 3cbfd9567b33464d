/** What the drill's exit code says; scripts and CI rely on it. */
export const exitCodes = {
  /** Every scenario stayed inside its budgets and lost nothing. */
  passed: 0,
  /** A budget was missed, or an acknowledged write was lost. */
  missed: 1,
  /** The drill could not be run: no steady state, a refused target, a wrong argument. Nothing was broken. */
  notRun: 2,
  /** The drill was stopped half-way: Ctrl-C, an alarm, a time limit, an error. What it broke was undone. */
  aborted: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The drill refuses to start, or to go on, and nothing was broken: exit code 2. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** The drill was stopped after it had broken something: exit code 3. */
export class Aborted extends Error {
  override readonly name = "Aborted";
}
