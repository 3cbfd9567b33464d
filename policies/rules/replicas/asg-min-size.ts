import { z } from "zod";

import { resourceRule } from "../../framework/rule";
import { list, pass } from "../../framework/verdict";
import { atLeast } from "../shared/bounds";
import { AUTO_SCALING_GROUP } from "../../resources";

export const asgMinSize = resourceRule({
  id: "asg-min-size",
  title: "An Auto Scaling group keeps enough instances to lose some",
  group: "replicas",
  severity: "critical",
  level: "mandatory",
  types: AUTO_SCALING_GROUP,
  rationale:
    "Scaling in to one or two instances at night leaves nothing to carry the load when a zone fails.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
  remediation: "Raise minSize to at least the configured minimum.",
  matches: { wellArchitected: ["REL11-BP04", "REL11-BP05"] },
  settings: z.strictObject({
    minimum: z.int().min(1).default(3).describe("instances that must always run"),
  }),
  evaluate: ({ inputs }, { minimum }) => {
    const most = inputs.at("maxSize").number();
    // Switched off: a fenced region's, which must not be kept from being fenced.
    if (most.state === "known" && most.value === 0) return list(pass);
    return atLeast(inputs.at("minSize").number(), minimum);
  },
});
