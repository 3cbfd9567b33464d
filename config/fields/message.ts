import { closest } from "../closest";
import { shown } from "../shown";

/** The message of a zod issue: `<what is wrong>, got <value>; <what to do>`. `parse.ts` puts the key before it. */
export type Message = (issue: { readonly input?: unknown }) => string;

/**
 * The message of a value that must `rule`; of a missing one, too.
 * @param models values that would be right: a wrong one is shown only where it resembles one of them.
 */
export function must(
  rule: string,
  remedy: string | ((input: unknown) => string),
  models: readonly string[] = [],
): Message {
  return ({ input }) => {
    if (input === undefined) return `is missing; add it, it must ${rule}`;
    return `must ${rule}, got ${shown(input, models)}; ${typeof remedy === "string" ? remedy : remedy(input)}`;
  };
}

/** The candidate that was most likely meant, or `otherwise`. */
export function didYouMean(got: unknown, candidates: readonly string[], otherwise: string): string {
  const candidate = typeof got === "string" ? closest(got, candidates) : undefined;
  return candidate === undefined ? otherwise : `did you mean "${candidate}"?`;
}
