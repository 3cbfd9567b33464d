import type { MultiRegionStack } from "./cycle";

/** Every stack of several regions, the thinnest first. */
export const multiRegionStacks: readonly MultiRegionStack[] = [
  { folder: ".", project: "standfast", stack: "prod" },
  { folder: "examples/cadence", project: "cadence", stack: "geo" },
  { folder: "examples/ha-web", project: "ha-web", stack: "prod" },
  { folder: "examples/yatagarasu", project: "yatagarasu", stack: "prod" },
];
