/** What the preflight's exit code says; scripts and CI rely on it. */
export const exitCodes = {
  /** Everything that was asked is as the plan needs it. */
  ready: 0,
  /** Something is short, or not offered: `up` would fail. */
  short: 1,
  /** A question got no answer, or none could be asked: no plan, no credentials, a wrong argument. */
  notAsked: 2,
} as const;

/** The preflight cannot be made; the message says why and what to do. */
export class PreflightError extends Error {
  override readonly name = "PreflightError";
}
