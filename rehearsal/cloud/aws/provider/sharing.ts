/**
 * Blocks that are the same wherever they stand are written once: a web ACL has its statements within statements, and
 * would be nine tenths of the file otherwise.
 */
import type { Properties, PropertySchema, ProviderSchemas, ResourceSchema } from "./schema";

/** The schemas as they are written: the properties of a shared block are its place in `shared`. */
export interface WrittenSchemas {
  readonly version: string;
  readonly shared: readonly WrittenProperties[];
  readonly types: Readonly<
    Record<string, Omit<ResourceSchema, "properties"> & { properties: WrittenProperties }>
  >;
}

type WrittenProperties = Readonly<
  Record<string, Omit<PropertySchema, "properties"> & { readonly properties?: WrittenProperties | number }>
>;

/** What is shorter is written where it stands. */
const SHORTEST = 100;

export function sharing(version: string, types: Readonly<Record<string, ResourceSchema>>): WrittenSchemas {
  const shared: WrittenProperties[] = [];
  const places = new Map<string, number>();
  const written = (properties: Properties): WrittenProperties =>
    mapValues(properties, ({ properties: nested, ...schema }) => ({
      ...schema,
      ...(nested && { properties: place(nested) }),
    }));
  const place = (properties: Properties): WrittenProperties | number => {
    const block = written(properties);
    const text = JSON.stringify(block);
    if (text.length < SHORTEST) return block;
    const found = places.get(text) ?? shared.push(block) - 1;
    places.set(text, found);
    return found;
  };
  return {
    version,
    types: mapValues(types, ({ properties, ...rest }) => ({ ...rest, properties: written(properties) })),
    shared,
  };
}

export function withShared({ version, shared, types }: WrittenSchemas): ProviderSchemas {
  const known = new Map<number, Properties>();
  const read = (properties: WrittenProperties): Properties =>
    mapValues(properties, ({ properties: nested, ...schema }) => ({
      ...schema,
      ...(nested !== undefined && {
        properties: typeof nested === "number" ? blockAt(nested) : read(nested),
      }),
    }));
  const blockAt = (place: number): Properties => {
    const found = known.get(place) ?? read(shared[place] ?? {});
    known.set(place, found);
    return found;
  };
  return {
    version,
    types: mapValues(types, ({ properties, ...rest }) => ({ ...rest, properties: read(properties) })),
  };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
