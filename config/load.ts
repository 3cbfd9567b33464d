import * as pulumi from "@pulumi/pulumi";
import { parseSettings, SettingsError } from "./parse";
import type { Settings } from "./schema";

/** The namespace of the settings in a stack's file: fixed, so that a project of another name can use them too. */
const namespace = "standfast:";

/**
 * Reads the settings of the running stack. Call it before the first resource: what is wrong is then refused while
 * nothing is planned.
 * @throws {pulumi.RunError} with every mistake of the configuration, and no stack trace.
 */
export function loadSettings(): Settings {
  const values = Object.entries(pulumi.runtime.allConfig())
    .filter(([key]) => key.startsWith(namespace))
    .map(([key, text]) => [key.slice(namespace.length), structured(text)] as const);
  try {
    return parseSettings(Object.fromEntries(values), secretKeys());
  } catch (error) {
    throw error instanceof SettingsError ? new pulumi.RunError(error.message) : error;
  }
}

/** Lists and objects of a stack's file arrive as JSON, all else as the text it is. */
function structured(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The encrypted keys; the SDK reads the same variable of the language host, but has no public way to ask it. */
function secretKeys(): readonly string[] {
  const keys: unknown = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]");
  return Array.isArray(keys)
    ? keys.filter((key) => typeof key === "string").map((key) => key.slice(namespace.length))
    : [];
}
