import { z } from "zod";
import { didYouMean, type Message, must } from "./message";

/** What the reference and the editors are told of a kind of text. */
interface TextMeta {
  readonly examples: readonly [string, ...string[]];
  readonly pattern?: string;
  readonly maxLength?: number;
}

/** A text for which `isGood` holds. */
export function text(isGood: (value: string) => boolean, error: Message, meta: TextMeta) {
  return z
    .string({ error })
    .refine(isGood, { error })
    .meta({ ...meta, examples: [...meta.examples] });
}

/** How a text must look. */
export interface Look {
  readonly pattern: RegExp;
  /** What it must be, such as `be an EC2 instance type`. */
  readonly rule: string;
  readonly example: string;
  /** Others, where one does not fit every neighbour. */
  readonly more?: readonly string[];
  /** @default write one such as the example */
  readonly remedy?: string;
  /** @default 128, more than any name of AWS has */
  readonly maxLength?: number;
}

/** A text of one look. */
export function matching({ pattern, rule, example, more = [], maxLength = 128, ...look }: Look) {
  const remedy = look.remedy ?? `write one such as ${example}`;
  return text(
    (value) => value.length <= maxLength && pattern.test(value),
    must(
      rule,
      (input) => (isLongerThan(input, maxLength) ? `${remedy}, of at most ${maxLength} characters` : remedy),
      [example, ...more],
    ),
    { pattern: pattern.source, maxLength, examples: [example, ...more] },
  );
}

const isLongerThan = (input: unknown, length: number) => typeof input === "string" && input.length > length;

/** One of a few named modes. */
export function choice<const T extends readonly [string, ...string[]]>(...options: T) {
  const listed = options.map((option) => `"${option}"`).join(" or ");
  return z.enum(options, {
    error: must(`be ${listed}`, (input) => didYouMean(input, options, "write one of them"), options),
  });
}

/** A host name: lower case, two labels or more. */
export function hostName(maxLength: number) {
  const labels = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
  return matching({
    pattern: labels,
    maxLength,
    rule: `be a lower-case domain name of at most ${maxLength} characters`,
    example: "app.example.com",
    remedy: "write one such as app.example.com, without scheme, wildcard or final dot",
  });
}

/** A path such as `/health`; Route 53 takes at most 255 characters. */
export const urlPath = (example: string) =>
  matching({
    pattern: /^\/[\w.~%/-]{0,254}$/,
    maxLength: 255,
    rule: "be a path that begins with /",
    example,
    remedy: `write one such as ${example}, without host or query`,
  });

/** A time of day. */
export const timeOfDay = () =>
  matching({
    pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
    rule: "be a time of day in quotes",
    example: "02:00",
    remedy: 'write one such as "02:00"',
  });

/** A time zone that this machine's table has; AWS's services read the same one. */
export const timeZone = () =>
  text(
    isTimeZone,
    must("be an IANA time zone", "write one such as Europe/Berlin", ["Europe/Berlin", "Etc/UTC"]),
    { examples: ["Europe/Berlin"], maxLength: 64 },
  );

function isTimeZone(name: string): boolean {
  // The table also takes offsets such as +02:00, which are no time zones of a place.
  if (!/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
