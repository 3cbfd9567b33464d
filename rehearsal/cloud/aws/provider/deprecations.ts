import type { Props } from "../../wire";
import { schemaOf } from "./schemas";

/** What the provider would rather not have in a program, with what to have instead. */
export function deprecations(type: string, inputs: Props): string[] {
  const schema = schemaOf(type);
  if (!schema) return [];
  const own = schema.deprecated === undefined ? [] : [`${type} is deprecated: ${schema.deprecated}`];
  const arguments_ = Object.keys(inputs).flatMap((name) => {
    const deprecated = schema.properties[name]?.deprecated;
    return deprecated === undefined ? [] : [`${name} is deprecated: ${deprecated}`];
  });
  return [...own, ...arguments_];
}
