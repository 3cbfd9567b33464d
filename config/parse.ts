import type { z } from "zod";
import { brokenRules, type Draft, type SettingsMistake } from "./rules";
import { type Settings, settingsSchema } from "./schema";

/** Every mistake of a configuration at once. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  /** @param mistakes one line for each: key, what is wrong, value got (never a secret), what to do. */
  constructor(readonly mistakes: readonly string[]) {
    const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
    super(
      [`The configuration has ${count}; nothing was planned.`, ...mistakes.map((line) => `  ${line}`)].join(
        "\n",
      ),
    );
  }
}

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads the settings of a stack.
 *
 * Pure: it knows neither Pulumi nor a file.
 * @param raw the values by key, without the namespace.
 * @param secretKeys the keys whose values are encrypted. No setting is a secret, so a setting among them is refused.
 * @throws {SettingsError} with every mistake, in the order of their keys.
 */
export function parseSettings(raw: Raw, secretKeys: readonly string[] = []): Settings {
  const encrypted = Object.keys(raw).filter((key) => key in settingsSchema.shape && secretKeys.includes(key));
  const readable = Object.fromEntries(Object.entries(raw).filter(([key]) => !encrypted.includes(key)));
  const { settings, draft, issues } = read(readable);
  const mistakes = [
    ...issues.flatMap(describe).filter(({ path: [key] }) => !encrypted.includes(String(key))),
    ...brokenRules(known(draft, issues)),
  ].map(({ path, message }) => line(path, message, valueAt(draft, path)));
  mistakes.push(...encrypted.map((key) => line([key], encryptedMessage, undefined)));
  if (settings === undefined || mistakes.length > 0) throw new SettingsError(inOrder(mistakes));
  return settings;
}

const encryptedMessage =
  "must hold nothing encrypted, because it would be in plain text in the state anyway; set it without --secret";

interface Reading {
  /** The settings, when nothing is wrong with any of them by itself. */
  readonly settings: Settings | undefined;
  /** What was read, defaults filled in, wrong values left as they were. */
  readonly draft: Raw;
  readonly issues: readonly z.core.$ZodIssue[];
}

function read(raw: Raw): Reading {
  let draft: Raw = raw;
  const { data, error } = settingsSchema
    .superRefine((value) => void (draft = value), { when: () => true })
    .safeParse(raw);
  return { settings: data, draft, issues: error?.issues ?? [] };
}

/** The draft without what is wrong, so that the rules can judge the rest. */
function known(draft: Raw, issues: readonly z.core.$ZodIssue[]): Draft<Settings> {
  const good = structuredClone(draft);
  for (const { code, path } of issues) {
    // A list that is too short, or an object with a key too many, still holds good values.
    const holdsGoodValues = code === "unrecognized_keys" || code === "too_small";
    const holder = valueAt(good, path.slice(0, -1));
    const key = path.at(-1);
    if (!holdsGoodValues && isObject(holder) && key !== undefined) holder[key] = undefined;
  }
  return good;
}

function describe(issue: z.core.$ZodIssue): readonly SettingsMistake[] {
  if (issue.code !== "unrecognized_keys") return [issue];
  const messages = issue.message.split("\n");
  return issue.keys.map((key, index) => ({
    path: [...issue.path, key],
    message: messages[index] ?? issue.message,
  }));
}

/** `key what is wrong, got value; what to do`. The value of an unknown key is not shown: it may be a secret. */
function line(path: readonly PropertyKey[], message: string, got: unknown): string {
  const [wrong = message, ...remedy] = message.split("; ");
  const shown = got === undefined || wrong === "is not a setting" ? "" : `, got ${show(got)}`;
  return [`${formatPath(path)} ${wrong}${shown}`, ...remedy].join("; ");
}

/** `regions[0].name`; a key that holds dots itself is in quotes. */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const key = String(part);
      return `${index === 0 ? "" : "."}${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)}`;
    })
    .join("");
}

/** Objects are never shown whole: a password may have been put into one. */
function show(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object") return "an object";
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 76)}…"`;
}

function inOrder(lines: readonly string[]): readonly string[] {
  const { compare } = new Intl.Collator("en", { numeric: true });
  return [...lines].sort(compare);
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, key) => (isObject(value) ? value[key] : undefined), root);
}
