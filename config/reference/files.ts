import { settingsJsonSchema, stackFileJsonSchema } from "./json-schema";
import { settingsReference } from "./markdown";

/** What is made of the schema, by the path from the repository's root. */
export function referenceFiles(): Readonly<Record<string, string>> {
  return {
    "docs/configuration.md": settingsReference(settingsJsonSchema()),
    "config/pulumi-stack.schema.json": `${JSON.stringify(stackFileJsonSchema(), null, 2)}\n`,
  };
}
