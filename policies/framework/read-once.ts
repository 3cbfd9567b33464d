/**
 * The SDK reads a resource's properties from the wire once for every policy of the pack, some seventy times
 * (`@pulumi/policy/server.js`, `deserializeProperties` inside the loop over policies). Policies only look at them, so
 * once is enough: on prod this halves the time that judging takes.
 */
import { createRequire } from "node:module";

import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

type Reader = (properties: Struct, keepSecrets?: boolean) => unknown;

/** `read`, which remembers what it read for as long as the message lives. */
export function readingOnce(read: Reader): Reader {
  const known = new WeakMap<Struct, unknown>();
  return (properties, keepSecrets) => {
    if (keepSecrets) return read(properties, keepSecrets);
    if (!known.has(properties)) known.set(properties, read(properties, keepSecrets));
    return known.get(properties);
  };
}

/** Call it before the pack is served. */
export function readPropertiesOnce(): void {
  // Required, not imported: an import is a read-only view of the module that the SDK itself goes through.
  const sdk = createRequire(__filename)("@pulumi/policy/deserialize") as { deserializeProperties: Reader };
  sdk.deserializeProperties = readingOnce(sdk.deserializeProperties);
}
