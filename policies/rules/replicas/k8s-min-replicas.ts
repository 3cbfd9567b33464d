import { z } from "zod";

import { stackRule } from "../../framework/rule";
import { list, pass } from "../../framework/verdict";
import { atLeast } from "../shared/bounds";
import { autoscalersOf } from "../shared/pods";
import { REPLICATED_WORKLOAD, SCALED_OBJECT } from "../../resources";

/** About the stack, because a workload with an autoscaler is judged by the autoscaler's minimum instead. */
export const k8sMinReplicas = stackRule({
  id: "k8s-min-replicas",
  title: "A Deployment or StatefulSet keeps enough pods to lose some",
  group: "replicas",
  severity: "critical",
  level: "mandatory",
  types: REPLICATED_WORKLOAD,
  rationale:
    "One pod is an outage at every node drain; two cannot survive a failure during a rolling update.",
  link: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas",
  remediation: "Raise spec.replicas, or give the workload an autoscaler with such a minimum.",
  matches: {
    wellArchitected: ["REL11-BP03", "REL11-BP05"],
    polaris: ["deploymentMissingReplicas"],
    kubeScore: ["deployment-replicas"],
    kyverno: ["deployment-has-multiple-replicas"],
  },
  settings: z.strictObject({
    minimum: z.int().min(1).default(3).describe("pods that must always run"),
  }),
  evaluate: (plan, { minimum }) =>
    plan.ofType(REPLICATED_WORKLOAD).flatMap((workload) => {
      const scaled = autoscalersOf(plan, workload, SCALED_OBJECT);
      if (scaled.length > 0) {
        return scaled.flatMap(({ inputs }) =>
          list(atLeast(inputs.at("spec.minReplicaCount").number(), minimum, { otherwise: 0 }), workload),
        );
      }
      // hpa-min-replicas judges the autoscaler.
      if (autoscalersOf(plan, workload).length > 0) return [pass];
      return list(atLeast(workload.inputs.at("spec.replicas").number(), minimum, { otherwise: 1 }), workload);
    }),
});
