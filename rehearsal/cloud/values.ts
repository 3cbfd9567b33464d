/** How rules and packages read property values: what is not known, or of another type, is absent. */
import { isObject, UNKNOWN, type Props, type Value } from "./wire";

/** A string that is known; undefined for anything else, so that what is not known is no reason to refuse. */
export function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== UNKNOWN ? value : undefined;
}

/** A reference as messages write it; empty where it is not known. */
export function named(value: Value | undefined): string {
  return text(value) ?? "";
}

/** The strings of a list that are known. */
export function texts(value: Value | undefined): string[] {
  return items(value).flatMap((item) => text(item) ?? []);
}

export function number(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  const written = text(value);
  return written === undefined || !/^\d+$/.test(written) ? undefined : Number(written);
}

/** The objects of a list. */
export function blocks(value: Value | undefined): Props[] {
  return items(value).filter(isObject);
}

/** A nested object, empty where there is none. */
export function block(value: Value | undefined): Props {
  return isObject(value) ? value : {};
}

function items(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

/** Whether the program gave the argument, if only with a value that is not known yet. */
export function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

/** Whether the program gave the argument, and its value is known. */
export function isKnown(value: Value | undefined): boolean {
  return isSet(value) && value !== UNKNOWN;
}

/** What `document` says; empty where it is not known, or no object. */
export function json(document: Value | undefined): Props {
  try {
    const parsed = JSON.parse(text(document) ?? "{}") as Value;
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
