import { z } from "zod";
import { secretWord } from "../shown";
import { didYouMean, must } from "./message";

/** Bounds of a list. */
interface ListBounds {
  /** What it is a list of, such as `e-mail addresses`. */
  readonly what: string;
  /** @default 0 */
  readonly min?: number;
  readonly max: number;
  /** Why fewer are not enough, and what to do. @default add one */
  readonly tooFew?: { readonly rule: string; readonly remedy: string };
  /** Why more are too many. */
  readonly tooMany?: string;
  /** @default write one such as [first, second] */
  readonly remedy?: string;
}

/** A list of values of one kind. */
export function listOf<Item extends z.ZodType>(item: Item, { what, min = 0, max, ...told }: ListBounds) {
  const { rule = `list at least ${min} ${what}`, remedy = "add one" } = told.tooFew ?? {};
  const tooMany = told.tooMany === undefined ? "" : `, ${told.tooMany}`;
  return z
    .array(item, { error: must(`be a list of ${what}`, told.remedy ?? "write one such as [first, second]") })
    .refine((list) => list.length >= min, { error: must(rule, remedy), ...ofLists })
    .refine((list) => list.length <= max, {
      error: must(`list at most ${max} ${what}${tooMany}`, "remove some"),
      ...ofLists,
    })
    .meta({ minItems: min, maxItems: max });
}

/** Judges a list whatever its items are; and a list of a wrong length still holds good ones. */
export const ofLists = {
  when: ({ value }: { readonly value: unknown }) => Array.isArray(value),
  params: { holdsGoodValues: true },
};

/** Values of one kind under names of one kind. */
export function byName<Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(
  key: Key,
  value: Value,
  { what, max, example }: { readonly what: string; readonly max: number; readonly example: string },
) {
  const other = must(`be an object of ${what}`, `write each below it, such as ${example}`);
  return z
    .record(key, value, {
      error: (issue) =>
        issue.code === "invalid_key" ? `as a key ${issue.issues[0]?.message ?? ""}` : other(issue),
    })
    .refine((record) => Object.keys(record).length <= max, {
      error: ({ input }) => {
        const count = Object.keys(input as object).length;
        return `must have at most ${max} ${what}, got ${count}; remove some`;
      },
    })
    .meta({ maxProperties: max });
}

/** Unknown keys of one object that are told of; of more, the file is another one's. */
export const maxUnknownKeys = 50;

/**
 * An object that refuses keys it does not know.
 *
 * The message for unknown keys has one line for each of them, in the order of the issue's `keys`.
 */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape);
  const other = must(`be an object with ${keys.join(", ")}`, "write these keys below it");
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys
            .slice(0, maxUnknownKeys)
            .map((key) => unknownKey(key, keys))
            .join("\n")
        : other(issue),
  });
}

type Sections = readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]];

/**
 * One of several sections, told apart by the value of `key`.
 * @param listed the values, and what each needs, as a person should read them.
 */
export function modes<const Options extends Sections>(key: string, options: Options, listed: string) {
  const values = options
    .flatMap((option) => [...(option._zod.propValues[key] ?? [])])
    .filter((value) => typeof value === "string");
  const wrongMode = must(`be ${listed}`, "correct it", values);
  const noObject = must(`be an object whose ${key} is ${listed}`, "write its keys below it");
  return z.discriminatedUnion(key, options, {
    // Also called for what is no object at all, which the type of `issue` does not say.
    error: (issue: { readonly code: string; readonly input?: unknown }) =>
      issue.code === "invalid_union"
        ? wrongMode({ input: (issue.input as Readonly<Record<string, unknown>>)[key] })
        : noObject(issue),
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  if (secretWord.test(key)) {
    return "is not a setting; remove it: passwords, tokens and keys are generated and kept in Secrets Manager";
  }
  const [head = ""] = key.split(/[.[]/);
  if (head !== key && known.includes(head)) {
    return "is not a setting but a path; set it with `pulumi config set --path`, and remove this key";
  }
  return `is not a setting; ${didYouMean(key, known, `remove it, or choose one of ${known.join(", ")}`)}`;
}
