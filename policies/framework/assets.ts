/**
 * The text of assets. The SDK hands archives and assets over as objects whose contents are promises, settled from the
 * beginning; rules are asked, and read, without waiting. So their contents are taken as soon as a resource is seen, and are
 * there when the plan as a whole is judged.
 */

const contents = new WeakMap<Promise<unknown>, unknown>();

/** The SDK's proxies give what they stand for under this name. */
const TARGET = "__getSpecialProxyTarget";

/** Takes the contents of every asset and archive among the properties of a resource. */
export function readAssets(properties: object): void {
  for (const key of Object.keys(properties)) {
    let value: unknown;
    try {
      value = (properties as Record<string, unknown>)[key];
    } catch {
      // Not known before deployment.
      continue;
    }
    if (isAsset(value)) readContents(value);
  }
}

/** What a promise of an asset gave; undefined while that is not known. */
export function settledValue(promise: Promise<unknown>): unknown {
  return contents.get(behind(promise));
}

function isAsset(value: unknown): value is object {
  return value instanceof Object && ("__pulumiArchive" in value || "__pulumiAsset" in value);
}

function readContents(asset: object): void {
  for (const value of Object.values(behind(asset)) as readonly unknown[]) {
    if (!(value instanceof Promise)) continue;
    void (value as Promise<unknown>).then((content) => {
      contents.set(value, content);
      const within = content instanceof Object ? Object.values(content) : [];
      for (const each of within) if (isAsset(each)) readContents(each);
    });
  }
}

function behind<T extends object>(value: T): T {
  return (TARGET in value ? value : ((value as Record<string, unknown>)[TARGET] ?? value)) as T;
}
