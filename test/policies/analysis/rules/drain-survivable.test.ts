import { drainSurvivable } from "../../../../policies/analysis/rules/drain-survivable";
import { UNKNOWN } from "../../support/fixture";
import { runTable } from "../../support/table";
import { multiRegion } from "../programs/multi-region";

runTable({
  rule: drainSurvivable,
  compliant: multiRegion(),
  passes: [
    {
      when: "a rolling update that keeps half, of which half is needed",
      change: { "web-us-east-1.instanceRefresh": { preferences: { minHealthyPercentage: 50 } } },
    },
  ],
  fails: [
    {
      when: "a single instance",
      change: { "web-us-east-1.minSize": 1 },
      gives: [
        [
          "web-us-east-1",
          "losing a node of us-east-1: of 1 instance over 3 zones, one node takes it, and 0 of 1 needed are left (the same holds for a drain in us-east-1)",
          "raise minSize of web-us-east-1",
        ],
      ],
    },
    {
      when: "a rolling update that keeps too few",
      change: {
        "web-us-east-1.instanceMaintenancePolicy": { minHealthyPercentage: 20, maxHealthyPercentage: 100 },
      },
      gives: [
        [
          "web-us-east-1",
          "draining a node of us-east-1: of 6 instances over 3 zones, the drain takes 4, and 2 of 3 needed are left",
          "raise minSize of web-us-east-1, or instanceMaintenancePolicy.minHealthyPercentage",
        ],
      ],
    },
  ],
  unknowns: [
    {
      change: { "web-us-east-1.minSize": UNKNOWN },
      gives: [["web-us-east-1", "minSize of web-us-east-1"]],
    },
  ],
});
