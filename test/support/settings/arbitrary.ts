/** Values of the settings, made from their schema: a new setting is tried out without a word here. */
import fc from "fast-check";
import { zoneIdPrefix } from "../../../components/kit/zones";
import { settingsJsonSchema } from "../../../config/reference/json-schema";
import { discriminatorOf, type JsonSchema } from "../../../config/reference/leaves";

export interface Choices {
  /** `examples`: only texts that AWS knows, for whoever looks closer than the settings do. */
  readonly texts: "any" | "examples";
}

/** Made once: it takes longer than a configuration. */
const settingsSchema = settingsJsonSchema();

/** Few, so that what is written by region meets the regions of the stack; one has the longest name there is. */
const regionPool = ["us-east-1", "eu-west-1", "ap-southeast-1"];

/** Regions as people list them: zones of their own, blocks apart, one role for all that follow. */
const regions = fc
  .record({
    names: fc.shuffledSubarray(regionPool, { minLength: 1 }),
    zones: fc.constantFrom("abc", "abc", "abcd", "bdf"),
    writtenBy: fc.constantFrom("name", "name", "id"),
    prefix: fc.integer({ min: 16, max: 22 }),
    others: fc.constantFrom("standby", "standby", "active"),
  })
  .map(({ names, zones, writtenBy, prefix, others }) =>
    names.map((name, at) => ({
      name,
      role: at === 0 ? "active" : others,
      cidrBlock: `10.${at}.0.0/${prefix}`,
      availabilityZones: Array.from(zones, (letter) =>
        writtenBy === "name" ? name + letter : `${zoneIdPrefix(name)}-az${"abcdefgh".indexOf(letter) + 1}`,
      ),
    })),
  );

/** Settings that the schema takes, each by itself; together they may be refused. */
export function rawSettings(choices: Choices): fc.Arbitrary<Record<string, unknown>> {
  return valuesOf(settingsSchema, choices) as fc.Arbitrary<Record<string, unknown>>;
}

/** One setting of the top. @param like a value of the same mode, where it has modes */
export function rawSection(key: string, choices: Choices, like: unknown) {
  const { properties } = settingsSchema;
  const schema = properties?.[key] as JsonSchema | undefined;
  const sameMode = (schema?.oneOf as readonly JsonSchema[] | undefined)?.find((option) => {
    const { key: mode, value } = discriminatorOf(option);
    return (like as Readonly<Record<string, unknown>> | undefined)?.[mode] === value;
  });
  return schema && valuesOf(sameMode ?? schema, choices, key);
}

function valuesOf(schema: JsonSchema, choices: Choices, path = ""): fc.Arbitrary<unknown> {
  if (path === "regions") return regions;
  const { oneOf, properties, additionalProperties, propertyNames, items, required = [] } = schema;
  if (oneOf) return fc.oneof(...oneOf.map((option) => valuesOf(option as JsonSchema, choices, path)));
  if (properties) {
    const values = Object.entries(properties).map(([key, value]): [string, fc.Arbitrary<unknown>] => [
      key,
      valuesOf(value as JsonSchema, choices, path === "" ? key : `${path}.${key}`),
    ]);
    return fc.record(Object.fromEntries(values), { requiredKeys: required, noNullPrototype: true });
  }
  if (typeof additionalProperties === "object") {
    const keys = valuesOf(propertyNames as JsonSchema, choices) as fc.Arbitrary<string>;
    const values = valuesOf(additionalProperties, choices);
    return fc.dictionary(keys, values, { maxKeys: 3, noNullPrototype: true });
  }
  if (typeof items === "object") {
    const { minItems = 0, maxItems = minItems } = schema;
    return fc.array(valuesOf(items as JsonSchema, choices), {
      minLength: minItems,
      maxLength: Math.min(maxItems, minItems + 3),
    });
  }
  return scalarsOf(schema, choices);
}

function scalarsOf(schema: JsonSchema, { texts }: Choices): fc.Arbitrary<unknown> {
  const { const: only, enum: options, minimum, maximum } = schema;
  if (only !== undefined) return fc.constant(only);
  if (options?.includes(regionPool[0] ?? null)) return fc.constantFrom(...regionPool);
  if (options) return fc.constantFrom(...options);
  if (minimum !== undefined && maximum !== undefined) return numbers(minimum, maximum, schema.default);
  const examples = schema.examples as readonly string[] | undefined;
  if (schema.type !== "string" || examples === undefined) {
    throw new TypeError(
      `nothing is known of values such as ${JSON.stringify(schema)}; give the field an example`,
    );
  }
  const { pattern, maxLength = Infinity } = schema;
  // fast-check makes no texts for patterns that look ahead.
  if (texts === "examples" || pattern === undefined || pattern.includes("(?"))
    return fc.constantFrom(...examples);
  const good = new RegExp(pattern);
  const made = fc.stringMatching(good).filter((value) => value.length <= maxLength && good.test(value));
  return fc.oneof({ arbitrary: fc.constantFrom(...examples), weight: 2 }, made);
}

/** Both ends, and much of what lies near the lower one: there most numbers that people write are. */
function numbers(min: number, max: number, usual: unknown): fc.Arbitrary<unknown> {
  const span = Math.min(max, min + 40);
  return fc.oneof(
    fc.integer({ min, max: span }),
    fc.integer({ min, max }),
    fc.constantFrom(min, max, typeof usual === "number" ? usual : min),
  );
}
