import type { RegionSettings, Settings } from "../schema";

/** Settings of which some are missing or wrong; the wrong ones are left out. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** One mistake: where it is, and `<what is wrong>; <what to do>`. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export type Rule = (draft: Draft<Settings>) => readonly Mistake[];

/** One mistake, or none where `isGood`. */
export function unless(isGood: boolean, path: readonly PropertyKey[], message: string): readonly Mistake[] {
  return isGood ? [] : [{ path, message }];
}

type Place = Draft<RegionSettings> & { readonly at: readonly PropertyKey[] };

/** The regions that can be read, each with where it stands. */
export function places(draft: Draft<Settings>): readonly Place[] {
  return (draft.regions ?? []).flatMap((region, index) =>
    region === undefined ? [] : [{ ...region, at: ["regions", index] }],
  );
}

/** The names of the regions that can be read. */
export function regionNames(draft: Draft<Settings>): readonly string[] {
  return places(draft).flatMap(({ name }) => (name === undefined ? [] : [name]));
}
