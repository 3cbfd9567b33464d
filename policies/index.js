// Keeps compiled code between runs, where Node can (22.8 and newer).
require("node:module").enableCompileCache?.();
require("tsx/cjs");
// Before anything loads the SDK.
require("./framework/defer.ts").deferUnused();
require("./pack.ts");
