/**
 * Stack traces that cost nothing until somebody reads them, and are right then.
 *
 * `@pulumi/pulumi` notes the stack of every promise that it tracks (`runtime/debuggable.js`), and the mapper that it
 * installs (`source-map-support`) translates each frame: more than a quarter of a preview's CPU, for text that only
 * `PULUMI_DEBUG_PROMISE_LEAKS` prints. And that mapper looks for maps beside the files on disk, where a program that tsx
 * compiles in memory has none: an error named a line of the compiled text.
 *
 * Import it first, before anything creates a resource. Works in any Pulumi program in TypeScript or JavaScript.
 */
import { createRequire, findSourceMap } from "node:module";
import { fileURLToPath } from "node:url";

interface Mapper {
  /** @param options.retrieveSourceMap asked before the mapper looks for a map by itself. */
  install(options: {
    readonly retrieveSourceMap: (file: string) => { readonly url: string; readonly map: object } | null;
  }): void;
}

const pathOf = (source: string): string => (source.startsWith("file:") ? fileURLToPath(source) : source);

/** The function of the SDK that asks for a stack as soon as it has made an error. */
const tracker = "debuggablePromise";

// The SDK's own copy: another one would keep maps of its own.
const mapper = createRequire(require.resolve("@pulumi/pulumi"))("source-map-support") as Mapper;
mapper.install({
  retrieveSourceMap: (file) => {
    const map = findSourceMap(file)?.payload;
    // The mapper takes a source for a path.
    return map ? { url: file, map: { ...map, sources: map.sources.map(pathOf) } } : null;
  },
});

if (process.env["PULUMI_DEBUG_PROMISE_LEAKS"] === undefined) {
  const format = Error.prepareStackTrace.bind(Error);
  Error.prepareStackTrace = (error, frames): unknown =>
    frames[0]?.getFunctionName() === tracker ? `${error.name}: ${error.message}` : format(error, frames);
}
