import type { z } from "zod";

export type JsonSchema = z.core.JSONSchema.JSONSchema & {
  /** Of what a number is one; ours, beside the words of JSON Schema. */
  readonly unit?: string;
};

/** A choice between sections that a setting belongs to. */
export interface Alternative {
  /** Where the choice is made, such as `appTier.platform`. */
  readonly path: string;
  readonly value: string;
  /** How many values there are to choose from. */
  readonly of: number;
}

/** A setting that holds a value, a list of values, or values by free names. */
export interface SettingLeaf {
  /** `regions[].name`, `appTier.cluster.byRegion.*.name`. */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  readonly alternatives: readonly Alternative[];
}

type Context = Pick<SettingLeaf, "isRequired" | "alternatives">;

/** Every setting below `schema`, in its order. */
export function leavesOf(
  schema: JsonSchema,
  path = "",
  context: Context = { isRequired: true, alternatives: [] },
): readonly SettingLeaf[] {
  const { oneOf, properties } = schema;
  if (oneOf) {
    return (oneOf as readonly JsonSchema[]).flatMap((option) => {
      const { key, value } = discriminatorOf(option);
      const alternative = { path: join(path, key), value, of: oneOf.length };
      return leavesOf(option, path, { ...context, alternatives: [...context.alternatives, alternative] });
    });
  }
  if (properties) {
    return Object.entries(properties).flatMap(([key, property]) =>
      leavesOf(property as JsonSchema, join(path, key), {
        ...context,
        isRequired: schema.required?.includes(key) ?? false,
      }),
    );
  }
  const inner = innerOf(schema);
  if (inner && isGroup(inner.schema)) return leavesOf(inner.schema, path + inner.suffix, context);
  return [{ path, schema, ...context }];
}

/** The key that tells a section of a union from the others, and its value there. */
export function discriminatorOf({ properties = {} }: JsonSchema): {
  readonly key: string;
  readonly value: string;
} {
  for (const [key, property] of Object.entries(properties)) {
    if (typeof property === "object" && typeof property.const === "string")
      return { key, value: property.const };
  }
  throw new TypeError("a section of a union needs a key with one value");
}

/** What a list or a record holds. */
function innerOf({ items, additionalProperties }: JsonSchema) {
  if (typeof items === "object") return { schema: items as JsonSchema, suffix: "[]" };
  if (typeof additionalProperties === "object")
    return { schema: additionalProperties as JsonSchema, suffix: ".*" };
  return undefined;
}

const isGroup = ({ properties, oneOf }: JsonSchema) => properties !== undefined || oneOf !== undefined;

const join = (path: string, key: string) => (path === "" ? key : `${path}.${key}`);
