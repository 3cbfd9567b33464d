import { z } from "zod";

import { resourceRule } from "../../framework/rule";
import { TARGET_GROUP } from "../../resources";
import { detectsWithin } from "../shared/detection";

export const tgDetectionBudget = resourceRule({
  id: "tg-detection-budget",
  title: "A load balancer notices a dead target in time",
  group: "health",
  severity: "medium",
  level: "advisory",
  types: TARGET_GROUP,
  rationale:
    "Until interval × threshold has passed, a share of all requests goes to the dead target: 90 s by default.",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
  remediation: "Lower healthCheck.interval or healthCheck.unhealthyThreshold; 5 s × 2 is the least there is.",
  matches: { wellArchitected: ["REL11-BP01"] },
  settings: z.strictObject({
    seconds: z.int().min(10).default(30).describe("seconds until a dead target is noticed, at most"),
  }),
  evaluate: ({ inputs }, { seconds }) =>
    detectsWithin(
      seconds,
      // Defaults of the provider: https://www.pulumi.com/registry/packages/aws/api-docs/lb/targetgroup/
      { read: inputs.at("healthCheck.interval").number(), otherwise: 30 },
      { read: inputs.at("healthCheck.unhealthyThreshold").number(), otherwise: 3 },
    ),
});
