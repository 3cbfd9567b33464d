import { createHash } from "node:crypto";

/** Files or variables, by name. */
export type ConfigMapContent = Readonly<Record<string, string>>;

/**
 * The name of a ConfigMap with this content: other content, other name, so that pods which refer to it are replaced
 * one by one, while those still running keep what they started with.
 */
export function configMapName(role: string, content: ConfigMapContent): string {
  const sorted = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
  return `${role}-${digest.slice(0, 10)}`;
}
