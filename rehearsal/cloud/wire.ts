/**
 * Property values as the engine sends them: protobuf structs in which secrets and unknowns are marked.
 * The marks are part of Pulumi's provider protocol (sdk/go/common/resource/plugin/rpc.go).
 */
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Props = Readonly<Record<string, Value>>;

/** Stands for a value that is known only after the resource was created. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";

export function decode(struct: Struct | undefined): Props {
  return struct?.toJavaScript() ?? {};
}

export function encode(props: Props): Struct {
  return Struct.fromJavaScript(props);
}

export function isObject(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSecret(value: Value | undefined): value is { readonly value: Value } {
  return isObject(value) && value[SIGNATURE_KEY] === SECRET_SIGNATURE;
}

export function secret(value: Value): Value {
  return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

export function isAsset(value: Value | undefined): value is Props {
  return isObject(value) && value[SIGNATURE_KEY] === ASSET_SIGNATURE;
}

/** Stands for a resource; @param id empty while it is not known. */
export function resourceReference(urn: string, id: string): Value {
  return { [SIGNATURE_KEY]: RESOURCE_SIGNATURE, urn, id };
}

/** Applies `leaf` to every secret in `value` and leaves the rest as it is. */
export function mapSecrets(value: Value, leaf: (value: Value) => Value): Value {
  if (isSecret(value)) return leaf(value.value);
  if (Array.isArray(value)) return value.map((item: Value) => mapSecrets(item, leaf));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapSecrets(item, leaf)]));
  }
  return value;
}

/** The same value with secrets in plain text, to compute with; never to be stored or printed. */
export function reveal(props: Props): Props {
  return mapSecrets(props, (value) => reveal({ value })["value"] ?? null) as Props;
}

/** The values at `path`, such as `defaultActions.targetGroupArn`; lists on the way are gone through. */
export function valuesAt(props: Props, path: string): readonly Value[] {
  return path
    .split(".")
    .reduce<readonly Value[]>(
      (found, key) => found.flatMap((each) => spread(isObject(each) ? each[key] : undefined)),
      [props],
    );
}

/** The strings at `path` that are known. */
export function textsAt(props: Props, path: string): string[] {
  return valuesAt(props, path).filter((value) => typeof value === "string" && value !== UNKNOWN) as string[];
}

function spread(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Value[]).flatMap(spread) : [value];
}

/** Whether `value` is, or holds, something that is not known yet. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}
