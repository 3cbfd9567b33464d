import type { Scenario } from "../model/scenario";

/** Failures of a whole region: always the one that holds the primaries; the passive one would prove nothing. */
export const regionScenarios: readonly Scenario[] = [
  {
    name: "region_kill",
    hypothesis: "Everything in the active region dies at once; the other region serves alone.",
    clients: "any-region",
    gatherPrimaries: true,
    act: [{ do: "break", fault: "kill", target: "active-region" }],
    budgets: {
      local: { recoverySeconds: 12 },
      // The platform's declared recovery time objective for a region.
      aws: { recoverySeconds: 900 },
    },
  },
  {
    name: "region_partition",
    hypothesis:
      "The active region is cut off while clients write on both sides; it must stop acknowledging, the other side must go on, and after the heal nothing acknowledged is gone.",
    clients: "each-region",
    gatherPrimaries: true,
    act: [{ do: "break", fault: "isolate", target: "active-region" }],
    holdSeconds: 20,
    needs: ["network-namespaces"],
    budgets: { local: { recoverySeconds: 30 } },
  },
];
