/** Applies one rule of the provider's schemas to one value. */
import { UNKNOWN, type Value } from "../../wire";
import { complaintOfFunction } from "./functions";
import { namedRules } from "./named-rules";
import type { ValueRule } from "./schema";

/** A value as it is told; a secret is not. */
export type Show = (value: Value) => string;

/** @returns what is wrong and what to do, to follow the name of the property; undefined where nothing is. */
export function complaintOf(rule: ValueRule, value: Value, show: Show = JSON.stringify): string | undefined {
  if (value === UNKNOWN || value === null) return undefined;
  if (rule.all) return first(rule.all.map((part) => complaintOf(part, value, show)));
  if (rule.any) {
    const complaints = rule.any.map((part) => complaintOf(part, value, show));
    return complaints.includes(undefined) ? undefined : complaints.join(", or ");
  }
  if (rule.function !== undefined) {
    const complaint = complaintOfFunction(rule.function, rule.arguments ?? [], value);
    if (complaint !== undefined) return `${complaint}; got ${show(value)}`;
    return first((namedRules[rule.function] ?? []).map((part) => complaintOf(part, value, show)));
  }
  if (Array.isArray(value)) return ofItems(rule, value.length);
  if (rule.numbers || rule.min !== undefined || rule.max !== undefined) return ofNumber(rule, value, show);
  return typeof value === "string" ? ofText(rule, value, show) : undefined;
}

function first(complaints: readonly (string | undefined)[]): string | undefined {
  return complaints.find((complaint) => complaint !== undefined);
}

function ofItems({ minItems = 0, maxItems = Infinity }: ValueRule, length: number): string | undefined {
  if (length < minItems) return `needs at least ${minItems} elements, got ${length}; add to it`;
  if (length > maxItems) return `takes at most ${maxItems} elements, got ${length}; take some out`;
  return undefined;
}

function ofNumber(
  { numbers, min = -Infinity, max = Infinity }: ValueRule,
  value: Value,
  show: Show,
): string | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  if (typeof number !== "number" || Number.isNaN(number)) return undefined;
  if (numbers && !numbers.includes(number)) return `must be one of ${numbers.join(", ")}; got ${show(value)}`;
  if (number >= min && number <= max) return undefined;
  if (max === Infinity) return `must be ${min} or more; got ${show(value)}`;
  if (min === -Infinity) return `must be ${max} or less; got ${show(value)}`;
  return `must be between ${min} and ${max}; got ${show(value)}`;
}

function ofText(rule: ValueRule, value: string, show: Show): string | undefined {
  const { oneOf, ignoreCase, minLength = 0, maxLength = Infinity, matches, matchesNot, message = "" } = rule;
  if (oneOf) {
    const same = (one: string) =>
      one === value || (ignoreCase === true && one.toLowerCase() === value.toLowerCase());
    if (oneOf.some(same)) return undefined;
    return `must be one of ${oneOf.map((one) => JSON.stringify(one)).join(", ")}; got ${show(value)}`;
  }
  if (matches !== undefined && !pattern(matches).test(value))
    return unmatched(message, `match ${matches}`, show(value));
  if (matchesNot !== undefined && pattern(matchesNot).test(value))
    return unmatched(message, `not match ${matchesNot}`, show(value));
  const length = Buffer.byteLength(value);
  if (length >= minLength && length <= maxLength) return undefined;
  if (maxLength === Infinity) return `must have ${minLength} characters or more; has ${length}`;
  return `must have ${minLength} to ${maxLength} characters; has ${length}`;
}

function unmatched(message: string, otherwise: string, shown: string): string {
  return `${message === "" ? `must ${otherwise}` : `is invalid (${message})`}; got ${shown}`;
}

const patterns = new Map<string, RegExp>();

function pattern(source: string): RegExp {
  let compiled = patterns.get(source);
  if (!compiled) {
    compiled = regularExpression(source);
    patterns.set(source, compiled);
  }
  return compiled;
}

/** A pattern of Go in JavaScript's words. */
export function regularExpression(source: string): RegExp {
  const [, flags = "", rest = source] = /^\(\?([is]+)\)(.*)$/s.exec(source) ?? [];
  const classes = rest
    .replaceAll("[:alnum:]", "0-9A-Za-z")
    .replaceAll("[:alpha:]", "A-Za-z")
    .replaceAll("[:digit:]", "0-9")
    .replaceAll("[:lower:]", "a-z")
    .replaceAll("[:upper:]", "A-Z")
    .replaceAll("[:print:]", " -~")
    .replaceAll("[:space:]", "\\s")
    .replaceAll("[:punct:]", "!-/:-@\\[-`{-~")
    .replaceAll("[:word:]", "0-9A-Za-z_")
    .replaceAll("\\A", "^")
    .replaceAll("\\z", "$")
    .replaceAll(/\\p([LNPSZM])/g, "\\p{$1}");
  return new RegExp(classes, /\\p\{/.test(classes) ? `${flags}u` : flags);
}
