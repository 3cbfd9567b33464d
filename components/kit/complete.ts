/**
 * The arguments with each one named, those that may be left out as well (`undefined` leaves one out). What the
 * composition's mappers return: an optional argument that was added, renamed or forgotten does not compile there, where
 * an object that merely fits would compile and reach nothing.
 */
export type Complete<Args> = Args extends unknown
  ? { readonly [Key in keyof Required<Args>]: Args[Key] }
  : never;
