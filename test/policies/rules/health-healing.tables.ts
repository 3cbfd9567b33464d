import { asgReplacesLost } from "../../../policies/rules/health/asg-replaces-lost";
import { ABSENT, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

export const healing: readonly RuleTable[] = [
  {
    rule: asgReplacesLost,
    compliant: [
      resource("aws:autoscaling/group:Group", "app", {
        healthCheckGracePeriod: 300,
        suspendedProcesses: ["AZRebalance", "ScheduledActions"],
      }),
      resource("aws:ecs/service:Service", "orders", { healthCheckGracePeriodSeconds: 60 }),
    ],
    passes: [{ when: "nothing is suspended", change: { "app.suspendedProcesses": ABSENT } }],
    fails: [
      {
        when: "nothing is started in place of what is lost",
        change: { "app.suspendedProcesses": ["ReplaceUnhealthy", "Launch"] },
        gives: [
          [
            "app",
            "Launch, ReplaceUnhealthy are suspended, so nothing takes the place of what is lost",
            "take Launch, ReplaceUnhealthy from suspendedProcesses",
          ],
        ],
      },
      {
        when: "what is started gets no requests",
        change: { "app.suspendedProcesses": ["AddToLoadBalancer"] },
        gives: [
          [
            "app",
            "AddToLoadBalancer is suspended, so nothing takes the place of what is lost",
            "take AddToLoadBalancer from suspendedProcesses",
          ],
        ],
      },
      {
        when: "failed checks are overlooked for a day",
        change: { "app.healthCheckGracePeriod": 86400, "orders.healthCheckGracePeriodSeconds": 86400 },
        gives: [
          ["app", "healthCheckGracePeriod is 86400 s", "set healthCheckGracePeriod to 3600 s or less"],
          [
            "orders",
            "healthCheckGracePeriodSeconds is 86400 s",
            "set healthCheckGracePeriodSeconds to 3600 s or less",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "what is suspended is unknown",
        change: { "app.suspendedProcesses": UNKNOWN },
        gives: [["app", "suspendedProcesses"]],
      },
    ],
  },
];
