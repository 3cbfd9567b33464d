// Keeps compiled code between runs, where Node can (22.8 and newer).
require("node:module").enableCompileCache?.();
require("tsx/cjs");
const { deferUnused } = require("./framework/defer.ts");

// Before anything loads the SDK.
deferUnused();
require("./pack.ts");
