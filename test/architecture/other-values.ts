import { safeParse, type z } from "zod";
import { parseSettings, SettingsError } from "../../config";
import { settingsSchema } from "../../config/schema";
import { definitionOf, isObject, type Leaf, leavesOf } from "./schema-leaves";

type Raw = Readonly<Record<string, unknown>>;

/**
 * The settings with one of them changed to another value that is valid, in as many ways as were found.
 * @param stacks all settings that are known, whose sections and texts are tried as well.
 */
export function* changesOf(settings: Raw, leaf: Leaf, stacks: readonly Raw[]): Generator<Raw> {
  const { path } = leaf;
  if (path === undefined) return;
  for (const other of otherValues(leaf, stacks)) {
    const alone = withValue(settings, path, other);
    if (isValid(alone)) yield alone;
    // A name that other settings repeat, such as a region's, can only change everywhere.
    else if (typeof leaf.value === "string" && typeof other === "string") {
      const everywhere = JSON.parse(JSON.stringify(settings).replaceAll(leaf.value, other)) as Raw;
      if (isValid(everywhere)) yield everywhere;
    }
  }
}

function* otherValues({ label, schema, value }: Leaf, stacks: readonly Raw[]): Generator {
  const { discriminator, type } = definitionOf(schema);
  const candidates = [
    ...(discriminator === undefined ? byType(type, schema, value) : sectionsAt(label, stacks)),
    ...(type === "string" ? textsIn(stacks) : []),
  ];
  for (const other of new Set(candidates)) {
    if (JSON.stringify(other) !== JSON.stringify(value) && isA(schema, other)) yield other;
  }
}

function byType(type: string, schema: z.core.$ZodType, value: unknown): Iterable<unknown> {
  switch (type) {
    case "string":
      return typeof value === "string" ? textsLike(value) : [];
    case "number":
      return typeof value === "number" ? [value + 1, value - 1, value * 2] : powersOfTwo;
    default:
      return schema._zod.values ?? [];
  }
}

/** For a number that is left out: one of them is within its bounds, unless those are narrow. */
const powersOfTwo = Array.from({ length: 22 }, (_, exponent) => 2 ** exponent);

/** `text` with one character changed, from the end, figures first; then each of its words alone. */
function textsLike(text: string): readonly string[] {
  const at = Array.from(text, (_, index) => index).reverse();
  const put = (index: number, character: string) => text.slice(0, index) + character + text.slice(index + 1);
  const next = (index: number, alphabet: string) => {
    const found = alphabet.indexOf(text[index] ?? "");
    return found < 0 ? [] : [put(index, alphabet[(found + 1) % alphabet.length] ?? "")];
  };
  return [
    ...at.flatMap((index) => next(index, "0123456789")),
    ...at.flatMap((index) => next(index, "abcdefghijklmnopqrstuvwxyz")),
    ...(text.match(/\w+/g) ?? []),
  ];
}

/** What other stacks have in the place of a section with several modes. */
function sectionsAt(label: string, stacks: readonly Raw[]): readonly unknown[] {
  return stacks
    .flatMap((stack) => leavesOf(settingsSchema, stack))
    .flatMap((leaf) => (leaf.label === label && leaf.path !== undefined ? [leaf.value] : []));
}

/** Every text in the stacks: names that a setting may refer to. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function isA(schema: z.core.$ZodType, value: unknown): boolean {
  return safeParse(schema, value).success;
}

function isValid(settings: Raw): boolean {
  try {
    parseSettings(settings);
    return true;
  } catch (error) {
    if (error instanceof SettingsError) return false;
    throw error;
  }
}

function withValue(settings: Raw, path: readonly PropertyKey[], value: unknown): Raw {
  const copy = structuredClone(settings);
  const holder = path.slice(0, -1).reduce<unknown>((part, key) => (isObject(part) ? part[key] : part), copy);
  const last = path.at(-1);
  if (isObject(holder) && last !== undefined) holder[last] = value;
  return copy;
}
