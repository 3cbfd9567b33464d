/** How the answers of several hops make one. */
import type { PlannedResource } from "../../framework/planned";
import type { Answer } from "./types";

export function answered(...through: readonly string[]): Answer {
  return { kind: "answered", through };
}

export function refused(by: Pick<PlannedResource, "urn" | "name">, found: string, fix: string): Answer {
  return { kind: "refused", by: by.urn, found, fix, through: [by.name] };
}

export function unsure(what: string): Answer {
  return { kind: "unknown", what, through: [] };
}

/** One hop after the other: what is surely refused later outweighs what is not known before. */
export function inOrder(...hops: readonly (() => Answer)[]): Answer {
  let doubt: Answer | undefined;
  const through: string[] = [];
  for (const hop of hops) {
    const answer = hop();
    through.push(...answer.through);
    if (answer.kind === "refused") return { ...answer, through };
    if (answer.kind === "unknown") doubt ??= answer;
  }
  return doubt === undefined ? answered(...through) : { ...doubt, through };
}

/** Each of several that are all asked: the worst counts. */
export function everyOf(answers: readonly Answer[]): Answer {
  return (
    answers.find(({ kind }) => kind === "refused") ??
    answers.find(({ kind }) => kind === "unknown") ??
    answers[0] ??
    answered()
  );
}

/** One of several, and the plan does not say which: known only where all agree. */
export function oneOf(answers: readonly Answer[], what: string): Answer {
  const [first = unsure(what)] = answers;
  if (answers.every(({ kind }) => kind === first.kind)) return first;
  return { ...unsure(what), through: first.through };
}
