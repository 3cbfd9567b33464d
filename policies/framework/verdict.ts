import type { Read } from "./field";

/**
 * What a rule says of one thing. Unknown is what only the deployment will tell; it is reported, and never counts as
 * passed.
 */
export type PolicyVerdict =
  | { readonly kind: "pass" }
  | {
      readonly kind: "fail";
      /** What was found, such as `minSize is 2`. */
      readonly found: string;
      /** The smallest change that would pass, such as `set minSize to 3 or more`. */
      readonly fix: string;
      /** The culprit; the resource judged, or the stack, when left out. */
      readonly urn?: string;
    }
  | {
      readonly kind: "unknown";
      /** What would have to be known, such as `minSize`. */
      readonly what: string;
      readonly urn?: string;
    };

/** A verdict that has to be reported. */
export type Objection = Exclude<PolicyVerdict, { readonly kind: "pass" }>;

/** One verdict, or one for each thing looked at. None at all means that there was nothing to object to. */
export type Verdicts = PolicyVerdict | readonly PolicyVerdict[];

export const pass: PolicyVerdict = { kind: "pass" };

export function fail(found: string, fix: string, culprit?: { readonly urn: string }): Objection {
  return { kind: "fail", found, fix, ...(culprit && { urn: culprit.urn }) };
}

export function unknown(what: string, culprit?: { readonly urn: string }): Objection {
  return { kind: "unknown", what, ...(culprit && { urn: culprit.urn }) };
}

/** Judges a value when it is known, and its absence; an unknown value is an unknown verdict that names it. */
export function judge<T>(
  read: Read<T>,
  cases: { readonly known: (value: T) => Verdicts; readonly absent: (path: string) => Verdicts },
): readonly PolicyVerdict[] {
  switch (read.state) {
    case "known":
      return list(cases.known(read.value));
    case "absent":
      return list(cases.absent(read.path));
    case "unknown":
      return [unknown(read.path)];
  }
}

/** The verdicts as a list, each about `culprit` where it names none itself. */
export function list(verdicts: Verdicts, culprit?: { readonly urn: string }): readonly PolicyVerdict[] {
  const all = isList(verdicts) ? verdicts : [verdicts];
  if (culprit === undefined) return all;
  return all.map((verdict) => (verdict.kind === "pass" ? verdict : { urn: culprit.urn, ...verdict }));
}

function isList(verdicts: Verdicts): verdicts is readonly PolicyVerdict[] {
  return Array.isArray(verdicts);
}
