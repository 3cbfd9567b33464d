import type { Scenario } from "../model/scenario";

/** Failures of a zone or a whole region: always of the one that holds the primaries; another would prove nothing. */
export const regionScenarios: readonly Scenario[] = [
  {
    name: "zone_isolate",
    hypothesis:
      "The zone that holds the database primary is cut off; the standbys in the others take over without human action.",
    clients: "any-region",
    act: [{ do: "break", fault: "isolate", target: "zone" }],
    budgets: {
      // RDS documents 60 to 120 s for a Multi-AZ instance; clients may hold the lost balancer's address for 60 s more.
      aws: { recoverySeconds: 180 },
    },
  },
  {
    name: "region_kill",
    hypothesis:
      "Everything in the active region dies at once; the other region serves alone, also when the old one comes back, until the failback.",
    clients: "any-region",
    colocatePrimaries: true,
    act: [{ do: "break", fault: "kill", target: "active-region" }],
    budgets: {
      local: { recoverySeconds: 12, fencesLostRegion: true },
      // The platform's declared recovery time objective for a region. RDS has no way back from a promotion.
      aws: { recoverySeconds: 900, redundancy: "by-hand" },
    },
  },
  {
    name: "region_partition",
    hypothesis:
      "The active region is cut off while clients write on both sides; it must stop acknowledging, the other side must go on, and after the heal nothing acknowledged is gone.",
    clients: "each-region",
    colocatePrimaries: true,
    act: [{ do: "break", fault: "isolate", target: "active-region" }],
    holdSeconds: 20,
    needs: ["network-namespaces"],
    budgets: { local: { recoverySeconds: 30 } },
  },
];
