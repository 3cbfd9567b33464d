/**
 * Stack traces that cost nothing until somebody reads them, and are right then.
 *
 * `@pulumi/pulumi` notes the stack of every promise that it tracks (`runtime/debuggable.js`), and the mapper that it
 * installs (`source-map-support`) translates each frame: more than a quarter of a preview's CPU, for text that only
 * `PULUMI_DEBUG_PROMISE_LEAKS` prints. Here the stack is noted without a frame. And that mapper looks for maps beside
 * the files on disk, where a program that is compiled in memory has none: an error named a line of the compiled text.
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

/** `@pulumi/pulumi/runtime/debuggable` */
interface Tracker {
  readonly debugPromiseLeaks: boolean;
  debuggablePromise: (promise: Promise<unknown>, context?: unknown) => Promise<unknown>;
}

const pathOf = (source: string): string => (source.startsWith("file:") ? fileURLToPath(source) : source);

// The SDK's own copies: others would keep maps and promises of their own.
const sdk = createRequire(require.resolve("@pulumi/pulumi"));
const debuggable = sdk("./runtime/debuggable.js") as Tracker;
const mapper = sdk("source-map-support") as Mapper;
mapper.install({
  retrieveSourceMap: (file) => {
    const map = findSourceMap(file)?.payload;
    // The mapper takes a source for a path.
    return map ? { url: file, map: { ...map, sources: map.sources.map(pathOf) } } : null;
  },
});

if (!debuggable.debugPromiseLeaks) {
  const track = debuggable.debuggablePromise;
  // The SDK looks the function up by this name each time that it calls it.
  debuggable.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return track(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
