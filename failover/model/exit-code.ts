/** What the exit code of the failover says; scripts rely on it. */
export const exitCodes = {
  /** Every step that a program can take is taken; of a plan: it could be executed. */
  done: 0,
  /** As 0, but later than the stack's recovery time objective. */
  late: 1,
  /** Refused, and nothing was changed. */
  refused: 2,
  /** Stopped half-way; `--resume` goes on. */
  stopped: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Nothing was changed: exit code 2. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** A step failed, after others may have changed something: exit code 3. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}
