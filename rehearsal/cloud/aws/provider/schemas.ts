/**
 * What the schemas of the real AWS provider say of the resource types that this project uses. `schemas.json` is
 * generated from the provider's own code (`npm run provider-schemas`), never edited.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProviderSchemas, ResourceSchema } from "./schema";
import { withShared, type WrittenSchemas } from "./sharing";

export const SCHEMAS_FILE = join(__dirname, "schemas.json");

let read: ProviderSchemas | undefined;

/** Read when the first resource is checked, which a command without any never waits for. */
export function providerSchemas(): ProviderSchemas {
  read ??= withShared(JSON.parse(readFileSync(SCHEMAS_FILE, "utf8")) as WrittenSchemas);
  return read;
}

export function schemaOf(type: string): ResourceSchema | undefined {
  return providerSchemas().types[type];
}
