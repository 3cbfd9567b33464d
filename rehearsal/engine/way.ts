/** A way to come by an engine. */
import type { Engine } from "./engine";
import type { Progress } from "./progress";

export type Environment = Readonly<Record<string, string | undefined>>;

/** An engine, or why this way led to none. */
export type Attempt = Engine | { readonly failure: string };

export interface Way {
  readonly name: string;
  /** What makes this way work, for people whom none of the ways led to an engine. */
  readonly remedy: string;
  /** Looks for an engine that is there already; quick. */
  ready(): Attempt;
  /** Gets one, which takes a while. */
  readonly acquire?: {
    readonly announcement: string;
    readonly get: (progress: Progress) => Promise<Attempt>;
  };
}

export function isEngine(attempt: Attempt): attempt is Engine {
  return "bin" in attempt;
}
