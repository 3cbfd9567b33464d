import type { Scenario } from "../model/scenario";

/** Failures of the cache's primary; Sentinel, or ElastiCache, promotes a replica. */
export const cacheScenarios: readonly Scenario[] = [
  {
    name: "redis_kill",
    hypothesis: "The cache primary dies; a replica that has every acknowledged write takes over.",
    clients: "any-region",
    act: [{ do: "break", fault: "kill", target: "cache-primary" }],
    budgets: {
      local: { recoverySeconds: 4 },
      aws: { recoverySeconds: 60 },
    },
  },
  {
    name: "process_hang_cache",
    family: "process_hang",
    hypothesis:
      "The cache primary hangs; a replica takes over, and the old primary steps down when it thaws.",
    clients: "any-region",
    act: [{ do: "break", fault: "freeze", target: "cache-primary" }],
    budgets: { local: { recoverySeconds: 6 } },
  },
];
