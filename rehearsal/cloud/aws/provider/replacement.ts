/** Which changes replace a resource, as the provider's schemas tell. */
import { isDeepStrictEqual } from "node:util";
import { isObject, valuesAt, type Props, type Value } from "../../wire";
import { conditions } from "./conditions";
import type { Properties } from "./schema";
import { schemaOf } from "./schemas";

/**
 * The changed properties that cannot be changed in place, wholly or in a part. Of a type that the schemas do not know,
 * the name and the region.
 */
export function replacing(type: string, changed: readonly string[], before: Props, after: Props): string[] {
  const properties = schemaOf(type)?.properties ?? { name: { replaces: true } };
  return changed.filter((key) => {
    if (key === "region") return true;
    const condition = conditions[type]?.[key];
    if (condition) return condition(before, after);
    const schema = properties[key];
    if (schema === undefined) return false;
    return (
      schema.replaces === true ||
      pathsThatReplace(schema.properties ?? {}).some(
        (path) => !sameAt({ of: before[key] ?? null }, { of: after[key] ?? null }, `of.${path}`),
      )
    );
  });
}

function pathsThatReplace(properties: Properties): string[] {
  return Object.entries(properties).flatMap(([name, schema]) =>
    schema.replaces === true
      ? name
      : pathsThatReplace(schema.properties ?? {}).map((path) => `${name}.${path}`),
  );
}

/** Whether the same values stand at `path`; the order in a list does not count. */
function sameAt(before: Props, after: Props, path: string): boolean {
  const sorted = (props: Props) => valuesAt(props, path).filter(isGiven).map(canonical).sort();
  return isDeepStrictEqual(sorted(before), sorted(after));
}

function isGiven(value: Value): boolean {
  return value !== null;
}

function canonical(value: Value): string {
  return JSON.stringify(value, (_, item: Value) =>
    isObject(item) ? Object.fromEntries(Object.entries(item).sort()) : item,
  );
}
