"use strict";
/**
 * Stack traces that cost nothing until somebody reads them, and are right then.
 *
 * `@pulumi/pulumi` notes the stack of every promise that it tracks (`runtime/debuggable.js`), and the mapper that it
 * installs (`source-map-support`) translates each frame: more than a quarter of a preview's CPU, for text that only
 * `PULUMI_DEBUG_PROMISE_LEAKS` prints. Here the stack is noted without a frame.
 *
 * The mapper looks for maps beside the files on disk, where a program that is compiled in memory has none: an error named
 * a line of the compiled text. And the SDK's own maps lead to files that its package does not hold, such as
 * `node_modules/@pulumi/output.ts`: a path that Node.js 20 colours without end (`markNodeModules`), so that every error
 * that came through the SDK took twenty seconds of CPU to be shown. Frames of packages stay as they are.
 *
 * `startup/load-typescript.cjs` brings it. Another program imports it first, before anything creates a resource.
 */
const { createRequire, findSourceMap } = require("node:module");
const { fileURLToPath } = require("node:url");

// The SDK's own copies: others would keep maps and promises of their own.
const sdk = createRequire(require.resolve("@pulumi/pulumi"));
const debuggable = sdk("./runtime/debuggable.js");

const unmapped = { version: 3, sources: [], names: [], mappings: "" };

/** @param {string} source */
const pathOf = (source) => (source.startsWith("file:") ? fileURLToPath(source) : source);

sdk("source-map-support").install({
  /** @param {string} file */
  retrieveSourceMap: (file) => {
    if (file.includes("/node_modules/")) return { url: file, map: unmapped };
    const map = findSourceMap(file)?.payload;
    // The mapper takes a source for a path.
    return map ? { url: file, map: { ...map, sources: map.sources.map(pathOf) } } : null;
  },
});

if (!debuggable.debugPromiseLeaks) {
  const track = debuggable.debuggablePromise;
  // The SDK looks the function up by this name each time that it calls it.
  debuggable.debuggablePromise = (...promiseAndContext) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return track(...promiseAndContext);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
