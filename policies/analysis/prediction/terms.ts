import type { Figure } from "./figures";
import type { Term } from "./types";

/** A figure of the table as a term of a sum. @param seconds what configuration says instead. */
export function termOf(
  { term, detail, seconds: published, basis, source }: Figure,
  seconds = published,
): Term {
  return { name: term, detail, seconds, basis, source };
}

/** What passes one after the other. */
export function total(terms: readonly Term[]): number {
  return terms.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** What passes at the same time takes as long as the longest of it; none when there is none. */
export function longestOf(terms: readonly Term[]): readonly Term[] {
  const [longest] = [...terms].sort((one, other) => other.seconds - one.seconds);
  return longest ? [longest] : [];
}

/** A sum as people read it: `30 s detection by Route 53 (10 s × 3) + 60 s DNS answer of a load balancer`. */
export function describeSum(terms: readonly Term[]): string {
  return terms
    .map(({ name, detail, seconds, basis }) => {
      const notes = [...(detail === undefined ? [] : [detail]), ...(basis === "assumed" ? ["assumed"] : [])];
      return `${seconds} s ${name}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`;
    })
    .join(" + ");
}
