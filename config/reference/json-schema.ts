import { z } from "zod";
import { settingsSchema } from "../schema";
import type { JsonSchema } from "./leaves";

/** The settings as they are written, as JSON Schema. */
export function settingsJsonSchema(): JsonSchema {
  return z.toJSONSchema(settingsSchema, { io: "input" });
}

const namespace = "standfast:";

/** What an editor needs to complete and check `Pulumi.<stack>.yaml`. */
export function stackFileJsonSchema(): object {
  const { $schema, properties = {}, required = [] } = settingsJsonSchema();
  const named = Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [namespace + key, value]),
  );
  return {
    $schema,
    title: "Pulumi.<stack>.yaml of Standfast",
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: named,
        required: required.map((key) => namespace + key),
        // Other namespaces are other programs' business.
        propertyNames: {
          anyOf: [
            { type: "string", enum: Object.keys(named) },
            { type: "string", pattern: `^(?!${namespace})` },
          ],
        },
      },
    },
    required: ["config"],
  };
}
