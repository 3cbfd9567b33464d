import type { RegionSettings, Settings } from "../schema";

/** Settings of which some are missing or wrong; the wrong ones are left out. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** One mistake: where it is, and `<what is wrong>; <what to do>`. */
export interface SettingsMistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export type SettingsRule = (draft: Draft<Settings>) => readonly SettingsMistake[];

/** One mistake, or none where `isGood`. */
export function unless(
  isGood: boolean,
  path: readonly PropertyKey[],
  message: string,
): readonly SettingsMistake[] {
  return isGood ? [] : [{ path, message }];
}

type ReadableRegion = Draft<RegionSettings> & { readonly at: readonly PropertyKey[] };

/** The regions that can be read, each with its path. */
export function readableRegions(draft: Draft<Settings>): readonly ReadableRegion[] {
  return (draft.regions ?? []).flatMap((region, index) =>
    region === undefined ? [] : [{ ...region, at: ["regions", index] }],
  );
}

/** The names of the regions that can be read. */
export function regionNames(draft: Draft<Settings>): readonly string[] {
  return readableRegions(draft).flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** A mistake at each item that a list has named before. */
export function listedOnce(
  list: readonly (string | undefined)[] | undefined,
  path: readonly PropertyKey[],
  remedy: string,
): readonly SettingsMistake[] {
  const items = list ?? [];
  return items.flatMap((item, index) =>
    unless(
      item === undefined || items.indexOf(item) === index,
      [...path, index],
      `must not be listed twice; ${remedy}`,
    ),
  );
}
