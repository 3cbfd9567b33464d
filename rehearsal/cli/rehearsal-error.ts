/** A rehearsal cannot go on; the message says why and what to do, and no stack trace is shown. */
export class RehearsalError extends Error {
  override readonly name = "RehearsalError";
}
