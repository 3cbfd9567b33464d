/**
 * The rehearsal's own copies of the settings of stacks. The engine reads and writes the copies; the user's files
 * are read only.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, parseDocument, visit, type Document } from "yaml";
import { RehearsalError } from "./rehearsal-error";

/** Of each copy, the file that it was made from, and what that held. */
type Origins = Record<string, { readonly file: string; readonly digest: string }>;

const ORIGINS = "Pulumi.origins.json";

/** Stands for an encrypted value: the keys of the real stack are never needed. */
export const REHEARSED_SECRET = "rehearsed-secret";

export function copyOf(folder: string, stack: string): string {
  return join(folder, `Pulumi.${stack}.yaml`);
}

/**
 * Brings the copy of a stack's settings in `folder` up to date. What was rehearsed on the copy (`config set`)
 * stays until the user's file changes.
 *
 * The copy carries the rehearsal's encryption, so that the user's file never gets a salt that only this machine can
 * use.
 * @param source the user's file, which need not be there.
 * @throws {RehearsalError} naming the file, when it is no YAML.
 */
export function updateCopy(folder: string, stack: string, source: string): void {
  const copy = copyOf(folder, stack);
  const origins = readOrigins(folder);
  const known = origins[basename(copy)];
  if (!existsSync(source)) {
    // A file that was never there says nothing about the copy; one that is gone takes its settings along.
    if (known?.file === source) write(folder, copy, saltIn(copy), undefined, origins);
    return;
  }
  const text = readFileSync(source, "utf8");
  const digest = createHash("sha256").update(text).digest("hex");
  if (existsSync(copy) && known?.file === source && known.digest === digest) return;
  write(folder, copy, saltIn(copy), settingsIn(source, text), {
    ...origins,
    [basename(copy)]: { file: source, digest },
  });
}

function write(
  folder: string,
  copy: string,
  salt: unknown,
  settings: Document | undefined,
  origins: Origins,
): void {
  const document = settings ?? parseDocument("{}");
  if (typeof salt === "string") document.set("encryptionsalt", salt);
  writeFileSync(copy, document.toString());
  const { [basename(copy)]: own, ...others } = origins;
  writeFileSync(
    join(folder, ORIGINS),
    JSON.stringify(settings && own ? { ...others, [basename(copy)]: own } : others),
  );
}

/**
 * What was rehearsed on a copy: the keys of its configuration that differ from the user's file.
 * @param project whose name is the namespace of keys that are written without one.
 */
export function rehearsedKeys(folder: string, stack: string, source: string, project: string): string[] {
  const copy = copyOf(folder, stack);
  if (!existsSync(copy)) return [];
  const original = existsSync(source)
    ? settingsIn(source, readFileSync(source, "utf8"))
    : parseDocument("{}");
  const [before, after] = [original, parseDocument(readFileSync(copy, "utf8"))].map((document) =>
    configIn(document, project),
  );
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys.filter((key) => !isDeepStrictEqual(before?.[key], after?.[key]));
}

/** The configuration as the engine writes it down: every key with its namespace, numbers and booleans as text. */
function configIn(document: Document, project: string): Record<string, unknown> {
  const { config } = (document.toJS() ?? {}) as { readonly config?: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries(config ?? {}).map(([key, value]) => [
      key.includes(":") ? key : `${project}:${key}`,
      withTextLeaves(value),
    ]),
  );
}

function withTextLeaves(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextLeaves);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withTextLeaves(field)]));
}

function saltIn(copy: string): unknown {
  return existsSync(copy) ? parseDocument(readFileSync(copy, "utf8")).get("encryptionsalt") : undefined;
}

/**
 * The configuration alone: no encryption of the real stack, no environments of Pulumi Cloud. The document is edited
 * and not built anew, so that every number stays as it was written.
 */
function settingsIn(file: string, text: string): Document {
  const document: Document = parseDocument(text, { intAsBigInt: true });
  const [error] = document.errors;
  if (error) throw new RehearsalError(`${file}: ${error.message}`);
  const top = document.contents;
  if (top === null || (isScalar(top) && top.value === null)) return parseDocument("{}");
  if (!isMap(top))
    throw new RehearsalError(`${file}: a stack file is a mapping with the key config; write it so`);
  for (const { key } of [...top.items]) {
    const name = isScalar(key) ? key.value : key;
    if (name !== "config") top.delete(key);
  }
  visit(document, {
    Map: (_, map) =>
      map.items.length === 1 && map.has("secure") ? document.createNode(REHEARSED_SECRET) : undefined,
  });
  return document;
}

function readOrigins(folder: string): Origins {
  const file = join(folder, ORIGINS);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Origins) : {};
}
