import { z } from "zod";

import { resourceRule } from "../../framework/rule";
import { fail, judge, pass, unknown } from "../../framework/verdict";
import { POD_AUTOSCALER } from "../../resources";

export const hpaHeadroom = resourceRule({
  id: "hpa-headroom",
  title: "A HorizontalPodAutoscaler can grow well beyond its minimum",
  group: "replicas",
  severity: "medium",
  level: "advisory",
  types: POD_AUTOSCALER,
  rationale:
    "An autoscaler at its maximum cannot replace what a failed zone took, nor carry what moved over.",
  link: "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
  remediation: "Raise spec.maxReplicas.",
  matches: { wellArchitected: ["REL07-BP03"], polaris: ["hpaMaxAvailability"] },
  settings: z.strictObject({
    factor: z.number().min(1).default(1.5).describe("how many times its minimum an autoscaler can grow to"),
  }),
  evaluate: ({ inputs }, { factor }) => {
    const minimum = inputs.at("spec.minReplicas").number();
    if (minimum.state === "unknown") return unknown(minimum.path);
    const min = minimum.state === "known" ? minimum.value : 1;
    const wanted = Math.ceil(min * factor);
    return judge(inputs.at("spec.maxReplicas").number(), {
      known: (max) =>
        max >= wanted
          ? pass
          : fail(
              `spec.maxReplicas is ${max} for a minimum of ${min}`,
              `set spec.maxReplicas to ${wanted} or more`,
            ),
      absent: () => fail("spec.maxReplicas is not set", `set spec.maxReplicas to ${wanted} or more`),
    });
  },
});
