/** What the provider refuses of a resource before anything is planned, as its schemas tell. */
import {
  hasUnknown,
  isAsset,
  isObject,
  mapSecrets,
  reveal,
  UNKNOWN,
  valuesAt,
  type Props,
  type Value,
} from "../../wire";
import { complaintOf } from "./value-rules";
import type { Properties, PropertySchema } from "./schema";
import { schemaOf } from "./schemas";
import type { CheckFailure } from "../../package";

/** Unknown values are no reason to refuse; a secret is judged, and not shown. @param inputs with their marks. */
export function invalidBySchema(type: string, inputs: Props): CheckFailure[] {
  const { properties = {} } = schemaOf(type) ?? {};
  const root = reveal(inputs);
  return Object.keys(properties).flatMap((name) =>
    failuresIn(properties, name, root, { root, prefix: "", hidden: hasSecret(inputs[name]) }),
  );
}

interface Place {
  readonly root: Props;
  /** The path of what the property is in, with a dot behind. */
  readonly prefix: string;
  /** Whether its value is nobody's to read. */
  readonly hidden: boolean;
}

function failuresIn(properties: Properties, name: string, given: Props, place: Place): CheckFailure[] {
  const schema = properties[name] ?? {};
  const property = `${place.prefix}${name}`;
  const value = given[name];
  if (value === undefined || value === null) {
    if (schema.required !== true) return [];
    return [{ property, reason: `${property} is required, and is not set; set it` }];
  }
  return [
    ...ofValue(schema, value, property, place),
    ...ofOthers(schema, property, place.root),
    ...ofNested(schema.properties, value, property, place),
  ];
}

function ofValue(schema: PropertySchema, value: Value, property: string, { hidden }: Place): CheckFailure[] {
  if (value === UNKNOWN || isAsset(value)) return [];
  const show = hidden ? () => "a secret" : (found: Value) => JSON.stringify(found);
  const { minItems, maxItems, rules = [], elements = [] } = schema;
  const items = { ...(minItems !== undefined && { minItems }), ...(maxItems !== undefined && { maxItems }) };
  const complaints = [
    ...[items, ...rules].map((rule) => complaintOf(rule, value, show)),
    ...elementsOf(value).flatMap((element) => elements.map((rule) => complaintOf(rule, element, show))),
  ];
  return complaints.flatMap((complaint) =>
    complaint === undefined ? [] : [{ property, reason: `${property} ${complaint}` }],
  );
}

function ofNested(
  nested: Properties | undefined,
  value: Value,
  property: string,
  place: Place,
): CheckFailure[] {
  if (nested === undefined) return [];
  const inside = (block: Props, prefix: string) =>
    Object.keys(nested).flatMap((name) => failuresIn(nested, name, block, { ...place, prefix }));
  if (isObject(value)) return inside(value, `${property}.`);
  return elementsOf(value).flatMap((element, at) =>
    isObject(element) ? inside(element, `${property}[${at}].`) : [],
  );
}

function elementsOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[];
  return isObject(value) ? Object.values(value) : [];
}

/** What the arguments are to each other. */
function ofOthers(schema: PropertySchema, property: string, root: Props): CheckFailure[] {
  // What is not known yet may turn out to be nothing.
  const isThere = (path: string) =>
    valuesAt(root, path).some((value) => value !== null && value !== UNKNOWN && !isEmpty(value));
  const mayBeThere = (path: string) => isThere(path) || hasUnknown(root[path.split(".")[0] ?? ""]);
  const others = (paths: readonly string[] = []) => paths.filter((path) => path !== bare(property));
  if (!isThere(bare(property))) return [];
  const conflict = others([...(schema.conflictsWith ?? []), ...(schema.exactlyOneOf ?? [])]).find(isThere);
  const missing = others(schema.requiredWith).find((path) => !mayBeThere(path));
  const failures: CheckFailure[] = [];
  if (conflict !== undefined)
    failures.push({ property, reason: `${property} conflicts with ${conflict}; take one of them out` });
  if (missing !== undefined)
    failures.push({ property, reason: `${property} needs ${missing} beside it; set ${missing} too` });
  return failures;
}

/** The path of a property without places in lists. */
function bare(property: string): string {
  return property.replaceAll(/\[\d+\]/g, "");
}

/** Terraform cannot tell what is empty from what is not set. */
function isEmpty(value: Value): boolean {
  return value === "" || value === false || value === 0 || (Array.isArray(value) && value.length === 0);
}

function hasSecret(value: Value | undefined): boolean {
  let found = false;
  mapSecrets(value ?? null, () => {
    found = true;
    return null;
  });
  return found;
}
