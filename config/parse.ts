import type { z } from "zod";
import { bounded } from "./bounds";
import { maxUnknownKeys } from "./fields";
import { brokenRules, type Draft, type SettingsMistake } from "./rules";
import { type Settings, settingsSchema } from "./schema";
import { secretWord, shown, shownKey } from "./shown";

/** Lines that an error prints; whoever made more mistakes has mistaken the file. */
const maxLines = 100;

/** Every mistake of a configuration at once. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  /** @param mistakes one line for each: key, what is wrong, value got (never a secret), what to do. */
  constructor(readonly mistakes: readonly string[]) {
    const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
    const rest = mistakes.length - maxLines;
    const lines = [
      `The configuration has ${count}; nothing was planned.`,
      ...mistakes.slice(0, maxLines).map((line) => `  ${line}`),
      ...(rest > 0 ? [`  … and ${rest} more; correct these first.`] : []),
    ];
    super(lines.join("\n"));
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
  const encrypted = secretKeys.filter((key) => Object.hasOwn(raw, key) && isSetting(key));
  const { kept, mistakes: tooMuch } = bounded(
    Object.fromEntries(Object.entries(raw).filter(([key]) => !encrypted.includes(key))),
  );
  const { settings, draft, issues } = read(kept);
  // Of what was taken away, nothing more can be said.
  const refused = [
    ...tooMuch,
    ...encrypted.map((key): SettingsMistake => ({ path: [key], message: encryptedMessage })),
  ];
  const lines = [
    ...refused.map(({ path, message }) => line(path, message)),
    ...issues
      .flatMap(describe)
      .filter(({ path }) => !refused.some((mistake) => isWithin(mistake.path, path)))
      .map(({ path, message }) => line(path, message)),
    ...brokenRules(known(draft, issues)).map((mistake) => ruleLine(mistake, draft)),
  ];
  if (settings === undefined || lines.length > 0) throw new SettingsError(inOrder([...new Set(lines)]));
  return settings;
}

const isSetting = (key: string) => Object.hasOwn(settingsSchema.shape, key);

const isWithin = (outer: readonly PropertyKey[], path: readonly PropertyKey[]) =>
  outer.every((part, at) => part === path[at]);

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
  for (const issue of issues) {
    const { code, path } = issue;
    // A list that is too short or too long, or an object with a key too many, still holds good values.
    const holdsGoodValues =
      code === "unrecognized_keys" || (code === "custom" && issue.params?.["holdsGoodValues"] === true);
    const holder = valueAt(good, path.slice(0, -1));
    const key = path.at(-1);
    if (!holdsGoodValues && isObject(holder) && key !== undefined) holder[key] = undefined;
  }
  return good;
}

function describe(issue: z.core.$ZodIssue): readonly SettingsMistake[] {
  if (issue.code !== "unrecognized_keys") return [issue];
  const messages = issue.message.split("\n");
  return issue.keys.slice(0, maxUnknownKeys).map((key, at) => ({
    path: [...issue.path, key],
    message: messages[at] ?? issue.message,
  }));
}

const line = (path: readonly PropertyKey[], message: string) => `${formatPath(path)} ${message}`;

/** `key what is wrong, got value; what to do`: single settings know what they got, rules are told here. */
function ruleLine({ path, message }: SettingsMistake, draft: Raw): string {
  const value = valueAt(draft, path);
  if (message.startsWith("is missing")) return line(path, message);
  const [wrong = message, ...remedy] = message.split("; ");
  // The value is a good one by itself, unless somebody wrote a secret where its name belongs.
  const isSecret = path.some((part) => secretWord.test(String(part)));
  const models = typeof value === "string" && !isSecret ? [value] : [];
  return line(
    path,
    [`${wrong}, got ${value === undefined ? "nothing" : shown(value, models)}`, ...remedy].join("; "),
  );
}

/** `regions[0].name`; a key that holds dots itself is in quotes. */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      return `${index === 0 ? "" : "."}${shownKey(String(part))}`;
    })
    .join("");
}

function inOrder(lines: readonly string[]): readonly string[] {
  const { compare } = new Intl.Collator("en", { numeric: true });
  return [...lines].sort(compare);
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  );
}
