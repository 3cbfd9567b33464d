import { z } from "zod";

import { resourceRule } from "../../framework/rule";
import { atLeast } from "../shared/bounds";
import { POD_AUTOSCALER } from "../../resources";

export const hpaMinReplicas = resourceRule({
  id: "hpa-min-replicas",
  title: "A HorizontalPodAutoscaler keeps enough pods to lose some",
  group: "replicas",
  severity: "critical",
  level: "mandatory",
  types: POD_AUTOSCALER,
  rationale:
    "The autoscaler overrides the workload's replicas; its minimum, 1 when left out, is what runs at night.",
  link: "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/",
  remediation: "Raise spec.minReplicas to at least the configured minimum.",
  matches: { wellArchitected: ["REL11-BP03", "REL11-BP05"], polaris: ["hpaMinAvailability"] },
  settings: z.strictObject({
    minimum: z.int().min(1).default(3).describe("pods that must always run"),
  }),
  evaluate: ({ inputs }, { minimum }) =>
    atLeast(inputs.at("spec.minReplicas").number(), minimum, { otherwise: 1 }),
});
