import type { Scenario } from "../model/scenario";

/** Failures of the application and of the way to it. */
export const applicationScenarios: readonly Scenario[] = [
  {
    name: "api_kill",
    hypothesis: "An application node dies; the load balancer tries the others and no request fails.",
    clients: "any-region",
    act: [{ do: "break", fault: "kill", target: "application" }],
    budgets: {
      local: { recoverySeconds: 1, failedRequests: 0 },
      // An ALB needs 2 checks of 5 s to find a dead target; requests in between may fail.
      aws: { recoverySeconds: 30 },
    },
  },
  {
    name: "process_hang_application",
    family: "process_hang",
    hypothesis: "An application node stops answering but keeps its connections; checks take it out.",
    clients: "any-region",
    act: [{ do: "break", fault: "freeze", target: "application" }],
    budgets: { local: { recoverySeconds: 2, impairedSeconds: 2 } },
  },
  {
    name: "lb_kill",
    hypothesis: "The active region's load balancer dies; clients go to the other one.",
    clients: "any-region",
    act: [{ do: "break", fault: "kill", target: "load-balancer" }],
    budgets: { local: { recoverySeconds: 3 } },
  },
  {
    name: "process_hang_load_balancer",
    family: "process_hang",
    hypothesis: "The active region's load balancer hangs; clients time out once and go to the other one.",
    clients: "any-region",
    act: [{ do: "break", fault: "freeze", target: "load-balancer" }],
    budgets: { local: { recoverySeconds: 3 } },
  },
];
