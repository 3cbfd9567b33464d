/** Where manifests and values come from: files, URLs, and assets of the program. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { globSync } from "tinyglobby";
import { Refusal } from "../package";
import { text } from "../values";
import { isAsset, isObject, type Props, type Value } from "../wire";

/** The files that a pattern with `*`, `?` or `[` means, sorted; anything else means itself. */
export function filesOf(pattern: string, folder: string): readonly string[] {
  if (isUrl(pattern) || !/[*?[]/.test(pattern)) return [pattern];
  return globSync(pattern, { cwd: folder, absolute: true, expandDirectories: false }).toSorted();
}

/** @throws {Refusal} where it cannot be read. */
export async function manifestAt(place: string, folder: string): Promise<string> {
  if (isUrl(place)) return download(place);
  const file = resolve(folder, place);
  if (existsSync(file)) return readFileSync(file, "utf8");
  throw new Refusal(`kubernetes: the manifest ${place} must be a file, got nothing there; correct the path`);
}

function isUrl(place: string): boolean {
  return /^[a-z]+:\/\//i.test(place);
}

async function download(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return await response.text();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      `kubernetes: the manifest ${url} could not be fetched (${reason}); keep a copy beside the program and name that`,
    );
  }
}

/** What an asset holds. @throws {Refusal} for an archive, or a file that is not there. */
export function assetText(asset: Props, folder: string): string {
  const written = text(asset["path"]);
  const path = written === undefined ? undefined : resolve(folder, written);
  if (text(asset["text"]) !== undefined) return text(asset["text"]) ?? "";
  if (path !== undefined && existsSync(path)) return readFileSync(path, "utf8");
  throw new Refusal(
    `kubernetes: values must be a text or a file that is there, got ${path ?? "another kind of asset"}`,
  );
}

/** The same values with assets as what they hold. */
export function withAssetTexts(value: Value, folder: string): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => withAssetTexts(item, folder));
  if (isAsset(value)) return assetText(value, folder);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withAssetTexts(item, folder)]));
}
