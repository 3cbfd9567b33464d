import type { z } from "zod";

/** One setting, and where a stack's settings have it. */
export interface Leaf {
  /** Key without indexes, with the mode it belongs to: `appTier(ec2).minInstances`. */
  readonly label: string;
  readonly schema: z.core.$ZodType;
  /** Where it is; undefined in settings that leave out what holds it. */
  readonly path: readonly PropertyKey[] | undefined;
  readonly value: unknown;
}

/** The parts of zod's own description of a schema that are walked here. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.core.$ZodType;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly discriminator?: string;
}

export const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def;

const wrappers = new Set(["optional", "default", "prefault", "nonoptional", "readonly"]);

/** The schema without what says that it may be left out. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const { type, innerType } = definitionOf(schema);
  return wrappers.has(type) && innerType ? unwrapped(innerType) : schema;
}

/** Every setting that a schema has, in every mode, with its place in `settings` where that has one. */
export function leavesOf(schema: z.core.$ZodType, settings: unknown): readonly Leaf[] {
  return leavesBelow({ label: "", schema, path: [], value: settings });
}

function leavesBelow({ schema: wrapped, value, path, label }: Leaf): readonly Leaf[] {
  const schema = unwrapped(wrapped);
  const { type, shape, element, valueType, options, discriminator } = definitionOf(schema);
  const child = (key: PropertyKey | undefined, inner: z.core.$ZodType, name: string) => {
    const isThere = path !== undefined && key !== undefined && isObject(value);
    return leavesBelow({
      label: name,
      schema: inner,
      path: isThere ? [...path, key] : undefined,
      value: isThere ? value[key] : undefined,
    });
  };
  if (options && discriminator !== undefined) {
    const modes = options.flatMap((option) => {
      const mode = modeOf(option, discriminator);
      const isMode = isObject(value) && value[discriminator] === mode;
      return leavesBelow({
        label: `${label}(${mode})`,
        schema: option,
        path: isMode ? path : undefined,
        value: isMode ? value : undefined,
      });
    });
    // The mode itself is one setting, whose other values are whole sections.
    return [
      { label: `${label}.${discriminator}`, schema, path: value === undefined ? undefined : path, value },
      ...modes.filter((leaf) => !leaf.label.endsWith(`).${discriminator}`)),
    ];
  }
  if (shape) {
    return Object.entries(shape).flatMap(([key, inner]) =>
      child(key, inner, label === "" ? key : `${label}.${key}`),
    );
  }
  const inner = element ?? valueType;
  if (!inner) return [{ label, schema, path, value }];
  const keys = isObject(value) ? Object.keys(value).slice(-2) : [];
  const named = type === "array" ? keys.map(Number) : keys;
  return (named.length > 0 ? named : [undefined]).flatMap((key) => child(key, inner, `${label}[]`));
}

/** What the discriminator is in one mode. */
function modeOf(option: z.core.$ZodType, discriminator: string): string {
  const { shape } = definitionOf(option);
  const literal = shape?.[discriminator] && unwrapped(shape[discriminator]);
  const [mode] = literal?._zod.values ?? [];
  return String(mode);
}

export function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}
