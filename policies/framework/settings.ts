import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";

import { GROUPS, type RuleSettings } from "./rule";

/** The entry of the pack's configuration that holds for all policies together. */
export const SETTINGS = "settings";

/**
 * What may be configured for the pack as a whole. `levels` is keyed by policy or group, and a policy's own entry wins;
 * Pulumi's own `enforcementLevel` of a policy counts where `levels` names neither.
 */
export const packSettings = z.strictObject({
  onUnknown: z
    .enum(["advisory", "mandatory"])
    .default("advisory")
    .describe("what happens when a policy cannot judge before deployment; mandatory: as if it were violated"),
  levels: z
    .record(z.string(), z.enum(["advisory", "mandatory", "disabled"]))
    .default({})
    .describe(`enforcement level by policy or by group (${GROUPS.join(", ")})`),
  disposableStacks: z
    .array(z.string().min(1))
    .default(["dev*", "test*", "staging*", "sandbox*", "preview*", "pr-*"])
    .describe(
      "stacks whose data may be lost, by name (`*` for any text): policies on protection leave them alone",
    ),
  exemptions: z
    .array(z.unknown())
    .default([])
    .describe(
      "findings that are accepted for a while: policy, urn, reason, owner, expires, ticket; where one file serves many programs, also project and stack",
    ),
});

export type PackSettings = z.infer<typeof packSettings>;

type ConfigSchema = NonNullable<ResourceValidationPolicy["configSchema"]>;

/** The schema as Pulumi wants it: the CLI checks the configuration with it and fills in the defaults. */
export function configSchema(settings: RuleSettings): ConfigSchema | undefined {
  const { properties } = z.toJSONSchema(settings, { io: "input", target: "draft-7" });
  const names = Object.keys(properties ?? {});
  // Both are JSON Schema draft 7; only the SDK's declaration of it is narrower than zod's.
  return names.length === 0 ? undefined : { properties: properties as ConfigSchema["properties"] };
}

/** One line for each mistake in a configuration. */
export function mistakes(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join(".")}: ${message}` : message,
  );
}

/** Settings whose `levels` name what does not exist. */
export function strayLevels(settings: PackSettings, policies: ReadonlySet<string>): readonly string[] {
  const known = new Set<string>([...GROUPS, ...policies]);
  return Object.keys(settings.levels)
    .filter((name) => !known.has(name))
    .map((name) => `levels.${name}: no such policy or group`);
}
