import type { SettingsMistake } from "./rules";
import { shown } from "./shown";

/**
 * What no configuration needs more of. It is refused before anything else looks at it, so that every answer is quick,
 * whatever a file holds.
 */
const max = { items: 100, depth: 10, values: 2000 };

type Raw = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

interface Bounded {
  /** A copy without what was refused. */
  readonly kept: Raw;
  readonly mistakes: readonly SettingsMistake[];
}

const sized = (value: object) =>
  Array.isArray(value) ? shown(value) : `an object of ${Object.keys(value).length}`;

/** Takes from `raw` what is too large, and the one key that JavaScript keeps unlike others. */
export function bounded(raw: Raw): Bounded {
  const mistakes: SettingsMistake[] = [];
  const refuse = (path: Path, message: string): unknown => {
    mistakes.push({ path, message });
    return undefined;
  };
  let values = 0;

  const entriesOf = (object: Raw, path: Path): readonly (readonly [string, unknown])[] => {
    if (Object.hasOwn(object, "__proto__")) refuse([...path, "__proto__"], "is not a setting; remove it");
    return Object.entries(object).filter(([key]) => key !== "__proto__");
  };
  const copy = (value: unknown, path: Path): unknown => {
    values += 1;
    if (values > max.values || typeof value !== "object" || value === null) return value;
    if (Object.keys(value).length > max.items) {
      return refuse(path, `must hold at most ${max.items} values, got ${sized(value)}; remove some`);
    }
    if (path.length > max.depth)
      return refuse(path, `must be at most ${max.depth} levels deep, got more; remove it`);
    if (Array.isArray(value)) return value.map((item, at) => copy(item, [...path, at]));
    const entries = entriesOf(value as Raw, path);
    return Object.fromEntries(entries.map(([key, item]) => [key, copy(item, [...path, key])]));
  };
  const copySetting = (key: string, value: unknown): unknown => {
    values = 0;
    const copied = copy(value, [key]);
    return values > max.values
      ? refuse([key], `must hold at most ${max.values} values in all, got more; remove some`)
      : copied;
  };

  const kept = Object.fromEntries(entriesOf(raw, []).map(([key, value]) => [key, copySetting(key, value)]));
  return { kept, mistakes };
}
