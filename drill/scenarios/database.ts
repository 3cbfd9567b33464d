import type { Scenario } from "../model/scenario";

/** Failures of the database's primary and of the quorum that decides who it is. */
export const databaseScenarios: readonly Scenario[] = [
  {
    name: "primary_kill",
    hypothesis: "The database server dies; its agent hands over to the synchronous standby.",
    clients: "any-region",
    act: [{ do: "break", fault: "kill", target: "database-primary" }],
    budgets: {
      local: { recoverySeconds: 5 },
      // RDS documents 60 to 120 s for a Multi-AZ instance.
      aws: { recoverySeconds: 120 },
    },
  },
  {
    name: "node_kill",
    hypothesis:
      "The database machine is lost with its agent; the leader key runs out and the standby takes over.",
    clients: "any-region",
    act: [{ do: "break", fault: "kill", target: "database-node" }],
    budgets: { local: { recoverySeconds: 10 } },
  },
  {
    name: "process_hang_database",
    family: "process_hang",
    hypothesis: "The database server hangs while its agent lives; the agent gives the lead away.",
    clients: "any-region",
    act: [{ do: "break", fault: "freeze", target: "database-primary" }],
    budgets: { local: { recoverySeconds: 15 } },
  },
  {
    name: "freeze_thaw",
    hypothesis:
      "The database machine freezes for longer than its lead lasts and wakes believing that it leads; it must not overwrite what was acknowledged since.",
    clients: "any-region",
    act: [{ do: "break", fault: "freeze", target: "database-node" }],
    holdSeconds: 12,
    budgets: { local: { recoverySeconds: 12 } },
  },
  {
    name: "lag_then_kill",
    hypothesis:
      "Replication stalls for two seconds and then both primaries die: what was acknowledged meanwhile must be somewhere else already.",
    clients: "any-region",
    colocatePrimaries: true,
    act: [
      { do: "break", fault: "cut-replication", target: "active-region" },
      { do: "wait", seconds: 2 },
      { do: "break", fault: "kill", target: "database-node" },
      { do: "break", fault: "kill", target: "cache-primary" },
    ],
    needs: ["network-namespaces"],
    budgets: { local: { recoverySeconds: 15 } },
  },
  {
    name: "disk_full",
    hypothesis: "The database primary's disk is full; it cannot go on and the standby takes over.",
    clients: "any-region",
    act: [{ do: "break", fault: "fill-disk", target: "database-node" }],
    needs: ["mounts"],
    budgets: { local: { recoverySeconds: 10 } },
  },
  {
    name: "quorum_kill",
    hypothesis: "The leader of the quorum dies; the two others elect one and no client notices.",
    clients: "any-region",
    act: [{ do: "break", fault: "kill", target: "quorum-leader" }],
    // Longer than the lead lasts: a primary that could not renew it would have stepped down by then.
    holdSeconds: 8,
    budgets: { local: { recoverySeconds: 0 } },
  },
  {
    name: "process_hang_quorum",
    family: "process_hang",
    hypothesis: "The leader of the quorum hangs; the two others elect one and no client notices.",
    clients: "any-region",
    act: [{ do: "break", fault: "freeze", target: "quorum-leader" }],
    holdSeconds: 8,
    budgets: { local: { recoverySeconds: 6 } },
  },
];
