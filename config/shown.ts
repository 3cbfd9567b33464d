import { distance } from "./closest";

/** Names of settings, and of what people take for one, whose values are shown in no message. */
export const secretWord = /passw|secret|token|credential|private_?key|api_?key/i;

const longest = 80;

/**
 * How a message names a value got.
 *
 * Somebody may have typed a password in the wrong place, so a text is shown only where it resembles one of `models`,
 * values that would be right, and looks like no password; of any other the length is told.
 */
export function shown(value: unknown, models: readonly string[] = []): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "string") return shownText(value, models);
  if (typeof value !== "number") return typeof value === "boolean" ? String(value) : "an object";
  const digits = String(value);
  return digits.length <= 12 ? digits : `a number of ${digits.length} characters`;
}

/** A key as a message writes it. */
export function shownKey(key: string): string {
  if (key.length > longest || !looksHarmless(key)) return `<a key of ${characters(key)}>`;
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

function shownText(text: string, models: readonly string[]): string {
  if (text === "") return '""';
  const isShown =
    text.length <= longest &&
    (isFigure(text) || (looksHarmless(text) && models.some((model) => resembles(text, model))));
  return isShown ? JSON.stringify(text) : `a text of ${characters(text)}`;
}

const characters = ({ length }: string) => (length === 1 ? "1 character" : `${length} characters`);

/** A number, a time, a version, an address: nothing but a few digits and marks. */
const isFigure = (text: string) => text.length <= 18 && /^-?\d{1,6}([.:/-]\d{1,6})*$/.test(text);

const resembles = (text: string, model: string) =>
  distance(text, model) <= Math.max(text.length, model.length) / 2;

/**
 * Words, figures and short codes such as `us-east-1a` or `m7g`, with single marks between them. A key or a password
 * mixes letters and digits in a long run, or has marks that no setting has.
 */
function looksHarmless(text: string): boolean {
  const mayHoldCredentials = /:[^/]*@|:\/\/[^/]*@|[?#]/.test(text);
  const words = text.replace(/^https?:\/\//, "").split(/[-._/:@ [\]]/);
  return !mayHoldCredentials && words.every((word) => word.length <= 40 && harmlessWord.test(word));
}

const harmlessWord = new RegExp(
  [
    "[A-Z]{0,8}|[a-z]{0,14}",
    "(AWS)?[A-Z]?[a-z]{2,14}([A-Z][a-z]{1,14}){0,5}([KGM]iB)?", // noncurrentVersionRetentionDays, allocatedStorageGiB
    "\\d{1,6}",
    "(?=.*\\d)[a-z\\d]{1,6}", // m7g, 1a, 2xlarge in parts
  ]
    .map((look) => `^(${look})$`)
    .join("|"),
);
